using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// What is to be said or done in Slack, as kept in the outbox. An intent says <em>what</em>; the words are made when it is sent, from the incident
/// as it then is. So a headline that waited out an outage shows the truth, and a reminder says how late it really is.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "intent")]
[JsonDerivedType(typeof(OpenRoom), "open_room")]
[JsonDerivedType(typeof(InvitePeople), "invite")]
[JsonDerivedType(typeof(KeepTopic), "topic")]
[JsonDerivedType(typeof(KeepBookmarks), "bookmarks")]
[JsonDerivedType(typeof(KeepHeadline), "headline")]
[JsonDerivedType(typeof(PinHeadline), "pin_headline")]
[JsonDerivedType(typeof(KeepAnnouncement), "announcement")]
[JsonDerivedType(typeof(KeepChanges), "changes")]
[JsonDerivedType(typeof(TellEvent), "event")]
[JsonDerivedType(typeof(PageOnCall), "page")]
[JsonDerivedType(typeof(Nudge), "nudge")]
[JsonDerivedType(typeof(SettleNudges), "settle")]
[JsonDerivedType(typeof(AskSupport), "ask_support")]
[JsonDerivedType(typeof(CallSupport), "call_support")]
[JsonDerivedType(typeof(EphemeralMessage), "whisper")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(PublishHome), "home")]
[JsonDerivedType(typeof(FillForm), "form")]
[JsonDerivedType(typeof(RejoinRoom), "rejoin")]
[JsonDerivedType(typeof(NoteMessage), "note_message")]
[JsonDerivedType(typeof(TellOperators), "operators")]
[JsonDerivedType(typeof(TellAuthor), "author")]
[JsonDerivedType(typeof(TellCustomerReport), "reader")]
[JsonDerivedType(typeof(KeepApproval), "approval")]
[JsonDerivedType(typeof(TellCustomers), "customers")]
internal abstract record SlackIntent
{
    private SlackIntent()
    {
    }

    /// <summary>The name is settled when the incident is declared: a later rename must not make a second try look for another channel.</summary>
    public sealed record OpenRoom(string Name) : SlackIntent;

    public sealed record InvitePeople(IReadOnlyList<string> People) : SlackIntent
    {
        public static InvitePeople Of(params IEnumerable<PersonId?> people) => new([.. people.OfType<PersonId>().Distinct().Select(person => person.Value)]);
    }

    public sealed record KeepTopic : SlackIntent;

    public sealed record KeepBookmarks : SlackIntent;

    /// <summary>The pinned message: posted the first time, edited in place ever after.</summary>
    public sealed record KeepHeadline : SlackIntent;

    public sealed record PinHeadline : SlackIntent;

    /// <summary>The message in the announcement channel, likewise.</summary>
    public sealed record KeepAnnouncement : SlackIntent;

    /// <summary>Small changes gather in one message, that of the stretch that begins at <paramref name="Since"/>.</summary>
    public sealed record KeepChanges(Instant Since) : SlackIntent;

    /// <summary>A message of its own for the timeline entry at <paramref name="Position"/>.</summary>
    public sealed record TellEvent(long Position) : SlackIntent;

    /// <summary>Calls the people on call to a declared incident.</summary>
    public sealed record PageOnCall(int Run) : SlackIntent;

    public sealed record Nudge(ReminderTrack Track, long Number, ReminderKind Kind, Instant DueAt) : SlackIntent;

    /// <summary>Edits what was said about a promise to "done"; on the watch, only what was said of this kind.</summary>
    public sealed record SettleNudges(ReminderTrack Track, long Number, ReminderKind? Kind) : SlackIntent;

    public sealed record AskSupport(string AskedBy, long Position) : SlackIntent;

    /// <summary>Calls support into the room, because the declarer asked for it (R68).</summary>
    public sealed record CallSupport(string AskedBy) : SlackIntent;

    /// <summary>Something for one person's eyes.</summary>
    public sealed record EphemeralMessage(string Person, EphemeralKind About) : SlackIntent;

    /// <summary>A line that answers somebody's click; <paramref name="Text"/> is mrkdwn.</summary>
    public sealed record Answer(string Person, string? ChannelId, string Text) : SlackIntent;

    public sealed record PublishHome(string Person) : SlackIntent;

    /// <summary>Replaces the skeleton of an opened form. <paramref name="Text"/> is what to begin with, <paramref name="Details"/> a declaration's description.</summary>
    public sealed record FillForm(string ViewId, Forms.FormKind Form, string Person, string? Text, string? Details = null) : SlackIntent;

    /// <summary>The room was unarchived: come back and show the present state.</summary>
    public sealed record RejoinRoom : SlackIntent;

    /// <summary>Somebody marked a message for the timeline by a reaction, which does not carry its words.</summary>
    public sealed record NoteMessage(string ChannelId, string Ts, string MarkedBy) : SlackIntent;

    /// <summary>Tells the author of a public update what became of it, by the timeline entry at <paramref name="Position"/>.</summary>
    public sealed record TellAuthor(string Person, long Position) : SlackIntent;

    /// <summary>Words of a reader of the public page, as they wrote them.</summary>
    public sealed record TellCustomerReport(string Text, string? Contact) : SlackIntent;

    /// <summary>Keeps the message that asks for approval true, by the timeline entry at <paramref name="Position"/>.</summary>
    public sealed record KeepApproval(long Position) : SlackIntent;

    /// <summary>Says the public update at <paramref name="Position"/> of the timeline, or mends one that is said there, in a channel that subscribed to it.</summary>
    public sealed record TellCustomers(string Channel, long Position) : SlackIntent;

    /// <summary>A line for the operations channel; <paramref name="Text"/> is mrkdwn.</summary>
    public sealed record TellOperators(string Text) : SlackIntent;
}

/// <summary>What a message is about.</summary>
internal enum EphemeralKind
{
    LeadInstructions,
    MessengerInstructions,
    Recap,
    SupportOffer,
    AcknowledgeReporter,
    StayOrHandOver,
    OneInBothRoles,
    CloseChecklist,
    RoomNotOpened,
}

/// <summary>Intents as JSON.</summary>
internal static class SlackIntentJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new InstantConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
    };

    public static string Write(SlackIntent intent) => JsonSerializer.Serialize(intent, Options);

    public static SlackIntent Read(string json) =>
        JsonSerializer.Deserialize<SlackIntent>(json, Options) ?? throw new InvalidDataException("An outbox row holds no intent.");

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "").GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
