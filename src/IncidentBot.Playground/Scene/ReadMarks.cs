using System.Collections.Concurrent;

namespace IncidentBot.Playground.Scene;

/// <summary>The last read message of each person in each channel.</summary>
internal sealed class ReadMarks
{
    private readonly ConcurrentDictionary<(string Person, string Channel), string> _marks = new();

    /// <summary>The timestamp of the last read message; empty without one.</summary>
    public string Of(string person, string channel) => _marks.GetValueOrDefault((person, channel), "");

    public void Set(string person, string channel, string ts) => _marks[(person, channel)] = ts;
}
