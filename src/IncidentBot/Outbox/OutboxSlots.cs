namespace IncidentBot.Outbox;

/// <summary>How many more calls of each class may be in flight.</summary>
internal readonly record struct OutboxSlots(int Urgent, int Bulk)
{
    public static readonly OutboxSlots All = new(16, 8);

    public bool AreTaken => Urgent <= 0 && Bulk <= 0;

    /// <summary>The slots that these calls leave free.</summary>
    public static OutboxSlots Beside(IReadOnlyCollection<OutboxRow> inFlight)
    {
        var bulk = inFlight.Count(row => row.Bulk);
        return new OutboxSlots(Math.Max(0, All.Urgent - (inFlight.Count - bulk)), Math.Max(0, All.Bulk - bulk));
    }
}
