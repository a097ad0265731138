using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Writes intents to the outbox, each into the lane whose order it must keep.</summary>
internal sealed class SlackOutbox(OutboxStore outbox)
{
    /// <summary>The kind of every Slack row.</summary>
    public const string Kind = "slack";

    /// <summary>An intent about an incident.</summary>
    public Task AddAsync(DbSession session, Incident incident, SlackIntent intent, Instant now) => AddAsync(session, incident, [intent], now);

    /// <summary>Several intents, in this order.</summary>
    public Task AddAsync(DbSession session, Incident incident, IReadOnlyList<SlackIntent> intents, Instant now) =>
        outbox.AddAsync(
            session,
            [
                .. intents.Select(intent => new OutboxEntry(
                    LaneOf(incident.Id, intent), Kind, SlackIntentJson.Write(intent), incident.Id.Number, incident.Version)),
            ],
            now);

    /// <summary>An intent without an incident: an App Home, or the form for a new incident.</summary>
    public Task AddAsync(DbSession session, SlackIntent intent, Instant now) =>
        outbox.AddAsync(session, [new OutboxEntry(LaneOf(null, intent), Kind, SlackIntentJson.Write(intent), null, null)], now);

    // Messages of the room share a lane, so they keep their order. Decoration and invitations have their own lanes and cannot delay them.
    // A page has its own lane: it may be committed before the intent that opens its room, and in the room's lane both would wait for ever.
    // The announcement, the messages to one person and each form do not wait for other lanes.
    private static string LaneOf(IncidentId? incident, SlackIntent intent)
    {
        var number = incident?.Number.ToString(CultureInfo.InvariantCulture) ?? "-";
        return intent switch
        {
            SlackIntent.KeepAnnouncement => $"announcement:{number}",
            SlackIntent.EphemeralMessage message => $"whisper:{number}:{message.Person}",
            SlackIntent.TellCustomerReport => $"reader:{number}",
            SlackIntent.TellAuthor tell => $"whisper:{number}:{tell.Person}",
            SlackIntent.NoteMessage marked => $"note:{number}:{marked.Ts}",
            SlackIntent.PageOnCall => $"page:{number}",
            SlackIntent.InvitePeople => $"people:{number}",
            SlackIntent.KeepTopic or SlackIntent.KeepBookmarks or SlackIntent.PinHeadline => $"decoration:{number}",
            SlackIntent.Answer answer => $"answer:{answer.Person}",
            SlackIntent.PublishHome home => $"home:{home.Person}",
            SlackIntent.FillForm form => $"form:{form.ViewId}",
            SlackIntent.TellOperators => "operators",
            SlackIntent.TellCustomers tell => $"customers:{number}:{tell.Channel}",
            _ => $"room:{number}",
        };
    }
}
