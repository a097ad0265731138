using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Interactions;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEdge.People;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Storage;

namespace IncidentBot.SlackEdge.Events;

/// <summary>
/// Handles the events of Slack. Each event is saved with its effects before it is acknowledged. Slack delivers at least once:
/// a repeated event id has no effect.
/// </summary>
internal sealed partial class EventHandler(
    IDatabase database,
    DeliveryStore deliveries,
    IncidentEngine engine,
    IncidentStore incidents,
    RoomStore rooms,
    PostStore posts,
    SlackOutbox outbox,
    SlackIdentity identity,
    PersonDirectory people,
    Clock clock,
    ILogger<EventHandler> logger)
{
    // The name of 📌 in Slack.
    private const string Pushpin = "pushpin";

    private static readonly NodaTime.Duration OpeningTime = NodaTime.Duration.FromMinutes(2);

    public async Task HandleAsync(EventCallback callback, CancellationToken cancellationToken)
    {
        switch (callback.Event)
        {
            case PinAdded { Message: { } pinned } pin when !await IsOursAsync(pin.UserId, pin.ChannelId, pinned.Ts, cancellationToken):
                await AddToTimelineAsync(pin.ChannelId, pin.UserId, pinned.Ts, pinned.UserId, pinned.Text, pinned.Permalink, NoteSource.Pin, cancellationToken);
                break;
            case ReactionAdded { Reaction: Pushpin } reaction when !await IsOursAsync(reaction.UserId, reaction.ChannelId, reaction.Ts, cancellationToken):
                await OnceAsync(callback, (session, now) => FetchReactedAsync(session, reaction, now), cancellationToken);
                break;
            case MemberJoinedChannel joined when joined.UserId == identity.Known?.UserId:
                await OnceAsync(callback, (session, now) => RejoinIfArchivedAsync(session, joined.ChannelId, now), cancellationToken);
                break;
            case MemberJoinedChannel joined:
                await OnceAsync(callback, (session, now) => RecapToAsync(session, joined, now), cancellationToken);
                break;
            case AppHomeOpened { Tab: not "messages" } opened:
                await OnceAsync(callback, (session, now) => outbox.AddAsync(session, new SlackIntent.PublishHome(opened.UserId), now), cancellationToken);
                break;
            case ChannelRename renamed:
                await OnceAsync(callback, (session, _) => rooms.RenameAsync(session, renamed.ChannelId, renamed.Name), cancellationToken);
                break;
            case ChannelArchive archived:
                await OnceAsync(callback, (session, _) => rooms.SetArchivedAsync(session, archived.ChannelId, true), cancellationToken);
                break;
            case ChannelUnarchive unarchived:
                await OnceAsync(callback, (session, now) => RejoinAsync(session, unarchived.ChannelId, now), cancellationToken);
                break;
            case ChannelIdChanged moved:
                await OnceAsync(callback, (session, _) => rooms.ReplaceChannelAsync(session, moved.OldChannelId, moved.NewChannelId), cancellationToken);
                break;
            case UserChange changed:
                people.Remember(changed.User);
                break;
            case AppUninstalled or TokensRevoked { BotUserIds.Count: > 0 }:
                Log.Uninstalled(logger, callback.Event.GetType().Name);
                break;
        }
    }

    private Task OnceAsync(EventCallback callback, Func<DbSession, NodaTime.Instant, Task> work, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        return database.WriteAsync(async session =>
        {
            if (await deliveries.RecordAsync(session, $"event:{callback.EventId}", now, null))
                await work(session, now);
        }, cancellationToken);
    }

    private async Task RecapToAsync(DbSession session, MemberJoinedChannel joined, NodaTime.Instant now)
    {
        if (await IncidentInAsync(session, joined.ChannelId) is { } incident && !HasJustDeclared(incident, joined.UserId, now))
            await outbox.AddAsync(session, incident, new SlackIntent.EphemeralMessage(joined.UserId, EphemeralKind.Recap), now);
    }

    // The declarer joins a room that is just opening and knows its content, so needs no recap.
    private static bool HasJustDeclared(Incident incident, string person, NodaTime.Instant now) =>
        incident.DeclaredBy.Value == person && now - incident.DeclaredAt < OpeningTime;

    // The event of a reaction does not contain the message; the outbox fetches it.
    private async Task FetchReactedAsync(DbSession session, ReactionAdded reaction, NodaTime.Instant now)
    {
        if (await IncidentInAsync(session, reaction.ChannelId) is { } incident)
            await outbox.AddAsync(session, incident, new SlackIntent.NoteMessage(reaction.ChannelId, reaction.Ts, reaction.UserId), now);
    }

    // Slack sends no event when a private room is unarchived. The invitation of the bot is the first sign of it.
    private async Task RejoinIfArchivedAsync(DbSession session, string channelId, NodaTime.Instant now)
    {
        if (await rooms.IncidentOfAsync(session, channelId) is { } id && await rooms.FindAsync(session, id) is { IsArchived: true })
            await RejoinAsync(session, channelId, now);
    }

    private async Task RejoinAsync(DbSession session, string channelId, NodaTime.Instant now)
    {
        await rooms.SetArchivedAsync(session, channelId, false);
        if (await IncidentInAsync(session, channelId) is not { } incident)
            return;
        await outbox.AddAsync(session, incident, new SlackIntent.RejoinRoom(), now);
        await outbox.AddAsync(session, incident, new SlackIntent.KeepHeadline(), now);
    }

    private async Task<Incident?> IncidentInAsync(DbSession session, string channelId) =>
        await rooms.IncidentOfAsync(session, channelId) is { } id ? await incidents.FindAsync(session, id) : null;

    private async Task AddToTimelineAsync(
        string channelId, string userId, string ts, string? author, string text, string? link, NoteSource source, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(session => rooms.IncidentOfAsync(session, channelId), cancellationToken) is not { } id)
            return;
        var words = await MessageText.PlainAsync(text, people, cancellationToken);
        var note = new IncidentCommand.AddNote(words, source) { SaidBy = author is null ? null : new PersonId(author), Link = link };
        await engine.HandleAsync(CommandDelivery.Silent(MessageText.TimelineKey(channelId, ts)), id, note, new PersonId(userId), cancellationToken);
    }

    // The bot pins its own headline, whose content is in the timeline already.
    private async Task<bool> IsOursAsync(string userId, string channelId, string ts, CancellationToken cancellationToken) =>
        userId == identity.Known?.UserId || await database.ReadAsync(session => posts.IsOursAsync(session, channelId, ts), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The app was removed from the workspace ({Event}). Install it again and set the new bot token; until then nothing can be posted")]
        public static partial void Uninstalled(ILogger logger, string @event);
    }
}
