using System.Text.Json.Serialization;
using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>
/// What a reminder is about. Within one promise the later kinds are the newer word: after an outage only the newest is spoken.
/// </summary>
public enum ReminderKind
{
    HeadsUp,
    Due,
    [JsonStringEnumMemberName("second_word")]
    Repeated,
    Page,
    NoLead,
    LeadUnacknowledged,
    NoMessenger,
    FirstPublicUpdate,
    [JsonStringEnumMemberName("still_red")]
    StatusPageNotResolved,
    TriageUnresolved,
    ApprovalWaiting,
}

/// <summary>Which ladder a reminder belongs to: an audience's clock, or a watch over the incident as a whole.</summary>
public enum ReminderTrack
{
    Internal,
    Public,
    Watch,
}

/// <summary>The unique key of a due moment: spoken once, whatever dies in between.</summary>
/// <param name="Number">The promise (on a clock) or the run, impact or lead it watches over.</param>
public readonly record struct ReminderKey(ReminderTrack Track, long Number, ReminderKind Kind);

/// <summary>A due moment that is still ahead, or past and not yet spoken.</summary>
public sealed record PlannedReminder(ReminderKey Key, Instant DueAt);

public static class ReminderTracks
{
    public static ReminderTrack Track(this Audience audience) => audience == Audience.Internal ? ReminderTrack.Internal : ReminderTrack.Public;

    public static Audience? ToAudience(this ReminderTrack track) => track switch
    {
        ReminderTrack.Internal => Audience.Internal,
        ReminderTrack.Public => Audience.Public,
        _ => null,
    };
}
