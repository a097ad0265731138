namespace IncidentBot.SlackEmulator;

/// <summary>Tickets for Socket Mode connections: valid once, within half a minute.</summary>
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

    /// <summary>Whether the ticket was valid; a second use is not.</summary>
    public bool Spend(string ticket) => _issued.Remove(ticket, out var expires) && clock.GetUtcNow() <= expires;
}
