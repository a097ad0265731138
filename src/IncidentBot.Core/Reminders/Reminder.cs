using System.Text.Json.Serialization;
using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.Core.Reminders;

/// <summary>The kind of a reminder. Within one promise a later kind is more recent: after an outage only the newest is sent.</summary>
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

/// <summary>The sequence that a reminder belongs to: an audience's clock, or a watch over the whole incident.</summary>
public enum ReminderTrack
{
    Internal,
    Public,
    Watch,
}

/// <summary>The unique key of a reminder: it is sent once, also after a crash.</summary>
/// <param name="Number">The number of the promise (on a clock), or of the run, impact or lead that the watch belongs to.</param>
public readonly record struct ReminderKey(ReminderTrack Track, long Number, ReminderKind Kind);

/// <summary>A reminder that is not sent yet; its time may already have passed.</summary>
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
