namespace IncidentBot.SlackEmulator;

/// <summary>Tickets for Socket Mode connections: one use, and half a minute to make it.</summary>
internal sealed class SocketTickets(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, DateTimeOffset> _issued = [];

    public string Issue()
    {
        var ticket = Guid.NewGuid().ToString("N");
        _issued[ticket] = clock.GetUtcNow() + Life;
        return ticket;
    }

    /// <summary>Whether it was good; it is not a second time.</summary>
    public bool Spend(string ticket) => _issued.Remove(ticket, out var expires) && clock.GetUtcNow() <= expires;
}
