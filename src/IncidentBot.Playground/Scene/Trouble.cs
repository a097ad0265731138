using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Scene;

internal enum SlackTrouble
{
    Up,
    Down,
    Slow,
    Limited,
}

/// <summary>The emulated state of Slack's Web API. People can type in any state; only the calls from the bot to Slack fail.</summary>
internal sealed class Trouble(SlackFaults faults)
{
    // Long enough to notice, short enough for a form to open within Slack's three seconds.
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Raised after each change.</summary>
    public event Action? Changed;

    public SlackTrouble Now { get; private set; }

    public void Set(SlackTrouble trouble)
    {
        faults.Clear();
        switch (trouble)
        {
            case SlackTrouble.Down:
                faults.Down(status: 503);
                break;
            case SlackTrouble.Slow:
                faults.Slow(Slowness);
                break;
            case SlackTrouble.Limited:
                faults.RateLimit("chat.*", RetryAfter, int.MaxValue);
                faults.RateLimit("conversations.*", RetryAfter, int.MaxValue);
                break;
        }

        Now = trouble;
        Changed?.Invoke();
    }
}
