using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using NodaTime;
using NodaTime.Text;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>
/// A message or an action in Slack, as stored in the outbox. The text is built when the intent is sent, from the incident as it is then.
/// So a headline that waited out an outage shows the present state, and a reminder shows the real delay.
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

    /// <summary>The name is fixed when the incident is declared, so that a retry after a rename searches for the same channel.</summary>
    public sealed record OpenRoom(string Name) : SlackIntent;

    public sealed record InvitePeople(IReadOnlyList<string> People) : SlackIntent
    {
        public static InvitePeople Of(params IEnumerable<PersonId?> people) =>
            new([.. people.OfType<PersonId>().Distinct().Select(person => person.Value)]);
    }

    public sealed record KeepTopic : SlackIntent;

    public sealed record KeepBookmarks : SlackIntent;

    /// <summary>The pinned message: posted the first time, edited after that.</summary>
    public sealed record KeepHeadline : SlackIntent;

    public sealed record PinHeadline : SlackIntent;

    /// <summary>The message in the announcement channel: posted the first time, edited after that.</summary>
    public sealed record KeepAnnouncement : SlackIntent;

    /// <summary>The message with the small changes of the period that starts at <paramref name="Since"/>.</summary>
    public sealed record KeepChanges(Instant Since) : SlackIntent;

    /// <summary>A message about the timeline entry at <paramref name="Position"/>.</summary>
    public sealed record TellEvent(long Position) : SlackIntent;

    /// <summary>Mentions the on-call group in the room of a declared incident.</summary>
    public sealed record PageOnCall(int Run) : SlackIntent;

    public sealed record Nudge(ReminderTrack Track, long Number, ReminderKind Kind, Instant DueAt) : SlackIntent;

    /// <summary>Edits the reminders of a promise to "done"; on the track Watch only those of <paramref name="Kind"/>.</summary>
    public sealed record SettleNudges(ReminderTrack Track, long Number, ReminderKind? Kind) : SlackIntent;

    public sealed record AskSupport(string AskedBy, long Position) : SlackIntent;

    /// <summary>Mentions the support group in the room, because the declarer asked for it.</summary>
    public sealed record CallSupport(string AskedBy) : SlackIntent;

    /// <summary>A message that only one person sees.</summary>
    public sealed record EphemeralMessage(string Person, EphemeralKind About) : SlackIntent;

    /// <summary>The answer to a click; <paramref name="Text"/> is mrkdwn.</summary>
    public sealed record Answer(string Person, string? ChannelId, string Text) : SlackIntent;

    public sealed record PublishHome(string Person) : SlackIntent;

    /// <summary>
    /// Replaces the skeleton of an opened form. <paramref name="Text"/> is the initial text. <paramref name="Details"/> depends on the form:
    /// the description of a declaration, or the number of an update.
    /// </summary>
    public sealed record FillForm(string ViewId, Forms.FormKind Form, string Person, string? Text, string? Details = null) : SlackIntent;

    /// <summary>Joins an unarchived room again and updates its topic.</summary>
    public sealed record RejoinRoom : SlackIntent;

    /// <summary>Adds a message marked by a reaction to the timeline. The event of a reaction does not contain the text.</summary>
    public sealed record NoteMessage(string ChannelId, string Ts, string MarkedBy) : SlackIntent;

    /// <summary>Tells the author of a public update its outcome, from the timeline entry at <paramref name="Position"/>.</summary>
    public sealed record TellAuthor(string Person, long Position) : SlackIntent;

    /// <summary>A report of a reader of the status page, unchanged.</summary>
    public sealed record TellCustomerReport(string Text, string? Contact) : SlackIntent;

    /// <summary>The message that asks for approval, updated from the timeline entry at <paramref name="Position"/>.</summary>
    public sealed record KeepApproval(long Position) : SlackIntent;

    /// <summary>Posts the public update at <paramref name="Position"/> of the timeline in a subscribed channel, or corrects it there.</summary>
    public sealed record TellCustomers(string Channel, long Position) : SlackIntent;

    /// <summary>A message for the operations channel; <paramref name="Text"/> is mrkdwn.</summary>
    public sealed record TellOperators(string Text) : SlackIntent;
}

/// <summary>The kinds of messages that only one person sees.</summary>
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

/// <summary>Serializes intents as JSON.</summary>
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
        JsonSerializer.Deserialize<SlackIntent>(json, Options) ?? throw new InvalidDataException("An outbox row contains no intent.");

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "").GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
