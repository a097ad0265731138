using NodaTime;

namespace IncidentBot.Core.Incidents;

public static partial class IncidentDecider
{
    /// <summary>
    /// Records incident <paramref name="id"/> after its end: closed, with its own times, without a room and without notifications. The person who
    /// records it becomes its lead.
    /// </summary>
    public static Decision Backfill(IncidentId id, IncidentCommand.Backfill command, PersonId actor, Instant now, IncidentPolicy policy)
    {
        if (Words.IsBlank(command.Title))
            return Refuse(new Refusal.Blank("title"));
        if (policy.Severities.Find(command.Severity) is not { } severity)
            return Refuse(new Refusal.UnknownSeverity(command.Severity));
        if (command.EndedAt > now || command.StartedAt < now - LongestMemory)
            return Refuse(new Refusal.NotInThePast(command.EndedAt > now ? command.EndedAt : command.StartedAt));
        if (command.StartedAt >= command.EndedAt)
            return Refuse(new Refusal.EndsBeforeItBegins());

        var summary = Words.IsBlank(command.Summary) ? null : Words.Text(command.Summary!);
        var incident = new Incident
        {
            Id = id,
            Version = 1,
            Title = Words.Title(command.Title),
            Severity = severity.Key,
            Phase = Phase.Closed,
            DeclaredBy = actor,
            DeclaredAt = command.StartedAt,
            RunSince = command.StartedAt,
            Lead = actor,
            LeadSince = now,
            LeadAcknowledgedAt = now,
            Summary = summary,
            CustomerImpact = command.CustomerImpact,
            ImpactSince = command.CustomerImpact ? command.StartedAt : null,
            ResolvedAt = command.EndedAt,
            EndedAt = command.EndedAt,
        };
        return new Decision.Accepted(
            incident.WithNumberedImpact(),
            [new IncidentEvent.Backfilled(incident.Title, severity.Key, command.StartedAt, command.EndedAt, summary, command.CustomerImpact)]);
    }
}
