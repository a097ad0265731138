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
/// What Slack tells us. Each event is saved with its consequences before it is acknowledged, and comes at least once: the same event id again does
/// nothing.
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
    // Slack's name for 📌.
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
                await OnceAsync(callback, (session, now) => InvitedBackAsync(session, joined.ChannelId, now), cancellationToken);
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
                await OnceAsync(callback, (session, now) => ComeBackAsync(session, unarchived.ChannelId, now), cancellationToken);
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

    // R100
    private async Task RecapToAsync(DbSession session, MemberJoinedChannel joined, NodaTime.Instant now)
    {
        if (await IncidentInAsync(session, joined.ChannelId) is { } incident && !HasJustDeclared(incident, joined.UserId, now))
            await outbox.AddAsync(session, incident, new SlackIntent.EphemeralMessage(joined.UserId, EphemeralKind.Recap), now);
    }

    // Whoever is brought into a room that is opening, having just said all there is to know, would hear their own words again.
    private static bool HasJustDeclared(Incident incident, string person, NodaTime.Instant now) =>
        incident.DeclaredBy.Value == person && now - incident.DeclaredAt < OpeningTime;

    // A reaction does not carry the message's words; they are fetched by the outbox.
    private async Task FetchReactedAsync(DbSession session, ReactionAdded reaction, NodaTime.Instant now)
    {
        if (await IncidentInAsync(session, reaction.ChannelId) is { } incident)
            await outbox.AddAsync(session, incident, new SlackIntent.NoteMessage(reaction.ChannelId, reaction.Ts, reaction.UserId), now);
    }

    // Of an unarchived private room we hear nothing; a person's invitation is the first we know of it.
    private async Task InvitedBackAsync(DbSession session, string channelId, NodaTime.Instant now)
    {
        if (await rooms.IncidentOfAsync(session, channelId) is { } id && await rooms.FindAsync(session, id) is { IsArchived: true })
            await ComeBackAsync(session, channelId, now);
    }

    private async Task ComeBackAsync(DbSession session, string channelId, NodaTime.Instant now)
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

    // Our own headline is pinned by us, and its words are in the timeline already.
    private async Task<bool> IsOursAsync(string userId, string channelId, string ts, CancellationToken cancellationToken) =>
        userId == identity.Known?.UserId || await database.ReadAsync(session => posts.IsOursAsync(session, channelId, ts), cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack says that the app is gone from the workspace ({Event}). Install it again and set the new bot token; until then nothing can be posted")]
        public static partial void Uninstalled(ILogger logger, string @event);
    }
}
