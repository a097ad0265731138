namespace IncidentBot.SlackEmulator;

/// <content>A user's actions in channels. Each returns when the bot has received the event, or after four failed attempts.</content>
public sealed partial class SlackPerson
{
    /// <summary>Posts in a channel, or in one of its threads. Names after @ and # become mentions.</summary>
    public Task<SlackMessage> SayAsync(string channel, string text, string? threadTs = null, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Post(new SlackMessage(Writable(channel).Id, "", Id, Typed(text)) { ThreadTs = threadTs }), cancellationToken);

    /// <summary>Writes to the app in its direct conversation with this user.</summary>
    public Task<SlackMessage> SayToBotAsync(string text, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Post(new SlackMessage(_workspace.Direct(Id).Id, "", Id, Typed(text))), cancellationToken);

    /// <summary>Edits the user's own message.</summary>
    public Task<SlackMessage> EditAsync(string channel, string ts, string text, CancellationToken cancellationToken = default) =>
        ToldAsync(() => Corrected(Own(channel, ts), text), cancellationToken);

    /// <summary>Deletes the user's own message.</summary>
    public Task DeleteAsync(string channel, string ts, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Delete(Own(channel, ts), Id), cancellationToken);

    /// <summary>Joins a public channel.</summary>
    public Task JoinAsync(string channel, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Join(Writable(channel).Id, Id, inviter: null), cancellationToken);

    /// <summary>Leaves a channel.</summary>
    public Task LeaveAsync(string channel, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Leave(Place(channel).Id, Id), cancellationToken);

    /// <summary>Invites another user or the bot.</summary>
    public Task InviteAsync(string channel, string user, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Join(Writable(channel).Id, _workspace.User(user).Id, inviter: Id), cancellationToken);

    /// <summary>Removes another user or the bot.</summary>
    public Task KickAsync(string channel, string user, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Leave(Writable(channel).Id, _workspace.User(user).Id), cancellationToken);

    /// <summary>Pins a message.</summary>
    public Task PinAsync(string channel, string ts, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Pin(Writable(channel).Id, Message(channel, ts).Ts, Id), cancellationToken);

    /// <summary>Removes a pin.</summary>
    public Task UnpinAsync(string channel, string ts, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Unpin(Writable(channel).Id, Message(channel, ts).Ts, Id), cancellationToken);

    /// <summary>Adds a reaction with an emoji, named without colons.</summary>
    public Task ReactAsync(string channel, string ts, string emoji, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.React(Message(channel, ts), emoji, Id, add: true), cancellationToken);

    /// <summary>Removes the user's reaction.</summary>
    public Task UnreactAsync(string channel, string ts, string emoji, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.React(Message(channel, ts), emoji, Id, add: false), cancellationToken);

    /// <summary>Sets the topic.</summary>
    public Task SetTopicAsync(string channel, string topic, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.SetTopic(Writable(channel).Id, topic, Id), cancellationToken);

    /// <summary>Renames a channel.</summary>
    public Task RenameChannelAsync(string channel, string name, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Rename(Writable(channel).Id, name, Id), cancellationToken);

    /// <summary>Archives a channel, which removes the bot from it.</summary>
    public Task ArchiveAsync(string channel, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Archive(Writable(channel).Id, Id), cancellationToken);

    /// <summary>Unarchives a channel; the bot is not a member yet.</summary>
    public Task UnarchiveAsync(string channel, CancellationToken cancellationToken = default) =>
        ToldAsync(() => _workspace.Unarchive(Place(channel).Id, Id), cancellationToken);

    private async Task<T> ToldAsync<T>(Func<T> act, CancellationToken cancellationToken)
    {
        var done = _workspace.Change(act);
        if (_workspace.Delivered is { } delivered)
            await delivered(cancellationToken);
        return done;
    }

    private Task<bool> ToldAsync(Action act, CancellationToken cancellationToken) => ToldAsync(
        () =>
        {
            act();
            return true;
        },
        cancellationToken);

    private SlackMessage Corrected(SlackMessage message, string text) => _workspace.Edit(message, message with { Text = Typed(text) }, Id);

    private string Typed(string text) => TypedText.ForMessage(_workspace, text);

    private SlackChannel Writable(string channel) => Place(channel) is { IsArchived: false } place
        ? place
        : throw new InvalidOperationException($"{channel} is archived.");

    private SlackMessage Message(string channel, string ts) =>
        Writable(channel).Find(ts) ?? throw new ArgumentException($"There is no message {ts} in {channel}.", nameof(ts));

    private SlackMessage Own(string channel, string ts) => Message(channel, ts) is var message && message.User == Id
        ? message
        : throw new InvalidOperationException($"Message {ts} is not {_workspace.User(Id).Name}'s.");
}
