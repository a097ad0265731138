using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Writes intents to the outbox, each into the lane whose order it needs.</summary>
internal sealed class SlackOutbox(OutboxStore outbox)
{
    /// <summary>The kind of every Slack row.</summary>
    public const string Kind = "slack";

    /// <summary>An intent about an incident.</summary>
    public Task AddAsync(DbSession session, Incident incident, SlackIntent intent, Instant now) => AddAsync(session, incident, [intent], now);

    /// <summary>Several, in the order in which they come.</summary>
    public Task AddAsync(DbSession session, Incident incident, IReadOnlyList<SlackIntent> intents, Instant now) =>
        outbox.AddAsync(
            session,
            [.. intents.Select(intent => new OutboxEntry(LaneOf(incident.Id, intent), Kind, SlackIntentJson.Write(intent), incident.Id.Number, incident.Version))],
            now);

    /// <summary>An intent about no incident in particular: an App Home, the form for a new one.</summary>
    public Task AddAsync(DbSession session, SlackIntent intent, Instant now) =>
        outbox.AddAsync(session, [new OutboxEntry(LaneOf(null, intent), Kind, SlackIntentJson.Write(intent), null, null)], now);

    // A page is asked for in the same commit as the room it is spoken in, perhaps before it: in the room's own lane it would wait for the room and
    // the room for it, for ever. What is said in the room keeps its order, and waits neither for its decoration nor for guests. The announcement
    // waits for nobody, one person's messages for no other's, and a form is a race with a person's patience.
    private static string LaneOf(IncidentId? incident, SlackIntent intent)
    {
        var number = incident?.Number.ToString(CultureInfo.InvariantCulture) ?? "-";
        return intent switch
        {
            SlackIntent.KeepAnnouncement => $"announcement:{number}",
            SlackIntent.EphemeralMessage told => $"whisper:{number}:{told.Person}",
            SlackIntent.TellCustomerReport => $"reader:{number}",
            SlackIntent.TellAuthor told => $"whisper:{number}:{told.Person}",
            SlackIntent.NoteMessage marked => $"note:{number}:{marked.Ts}",
            SlackIntent.PageOnCall => $"page:{number}",
            SlackIntent.InvitePeople => $"people:{number}",
            SlackIntent.KeepTopic or SlackIntent.KeepBookmarks or SlackIntent.PinHeadline => $"decoration:{number}",
            SlackIntent.Answer answer => $"answer:{answer.Person}",
            SlackIntent.PublishHome home => $"home:{home.Person}",
            SlackIntent.FillForm form => $"form:{form.ViewId}",
            SlackIntent.TellOperators => "operators",
            SlackIntent.TellCustomers told => $"customers:{number}:{told.Channel}",
            _ => $"room:{number}",
        };
    }
}
