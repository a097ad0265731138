using System.Collections.Immutable;

namespace IncidentBot.SlackEmulator;

/// <summary>All calls in the order of their responses. A wait on the workspace also sees new calls.</summary>
internal sealed class CallLog(SlackWorkspace workspace)
{
    private ImmutableList<SlackCall> _calls = [];

    public IReadOnlyList<SlackCall> Calls => _calls;

    public void Add(SlackCall call)
    {
        ImmutableInterlocked.Update(ref _calls, static (calls, added) => calls.Add(added), call);
        workspace.Signal();
    }
}
