using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

public sealed partial class SlackWorkspace
{
    private readonly List<SlackMessage> _ephemerals = [];

    /// <summary>Everything in a channel, oldest first: messages, replies, and Slack's own lines.</summary>
    public IReadOnlyList<SlackMessage> Messages(string channel) => Channel(channel).Messages;

    /// <summary>The messages in a channel's main view: without Slack's own lines, and replies only if they were also sent to the channel.</summary>
    public IReadOnlyList<SlackMessage> TopLevel(string channel) =>
        [.. Channel(channel).Messages.Where(message => message.Subtype is null && (!message.IsReply || message.IsBroadcast))];

    /// <summary>The messages that only this user saw, in all channels, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Ephemerals(string user) => Read(() => _ephemerals.Where(message => message.OnlyFor == User(user).Id).ToArray());

    /// <summary>The app's direct messages with this user, oldest first.</summary>
    public IReadOnlyList<SlackMessage> DirectMessages(string user) => Read(() =>
        (IReadOnlyList<SlackMessage>?)_channels.Values.FirstOrDefault(channel => channel.DirectWith == User(user).Id)?.Messages ?? []);

    internal SlackMessage Post(SlackMessage draft) => Change(() =>
    {
        var message = draft with { Ts = Timestamps.Next() };
        var channel = _channels[message.Channel];
        if (message.ThreadTs is { } parent && channel.Find(parent) is { ThreadTs: null } root)
            channel = channel with { Messages = channel.Messages.Replace(root, root with { ThreadTs = parent }) };
        Put(channel with { Messages = channel.Messages.Add(message) });
        Tell(MessageJson.Event(this, message), channel, message.User);
        if (message.Text.Contains($"<@{App.BotUserId}", StringComparison.Ordinal) && channel.DirectWith is null && message.User != App.BotUserId)
            Tell(MessageJson.Mention(this, message), channel, message.User);
        return message;
    });

    internal SlackMessage PostEphemeral(SlackMessage draft, string user) => Change(() =>
    {
        var message = draft with { Ts = Timestamps.Next(), OnlyFor = user };
        _ephemerals.Add(message);
        return message;
    });

    internal SlackMessage? FindEphemeral(string user, string ts) => Read(() => _ephemerals.Find(message => message.OnlyFor == user && message.Ts == ts));

    internal void ReplaceEphemeral(SlackMessage old, SlackMessage? replacement) => Change(() =>
    {
        var index = _ephemerals.FindIndex(message => message.Ts == old.Ts && message.OnlyFor == old.OnlyFor);
        if (index < 0)
            return false;
        if (replacement is null)
            _ephemerals.RemoveAt(index);
        else
            _ephemerals[index] = replacement;
        return true;
    });

    internal SlackMessage Edit(SlackMessage old, SlackMessage replacement, string by) => Change(() =>
    {
        var now = Clock.GetUtcNow();
        var edited = replacement with { Edits = old.Edits.Add(new SlackEdit(old.Text, old.Blocks, now)) };
        var channel = _channels[old.Channel];
        Put(channel with { Messages = channel.Messages.Replace(channel.Find(old.Ts)!, edited) });
        Tell(MessageJson.Changed(this, old, edited, Timestamps.Next()), channel, by);
        return edited;
    });

    /// <summary>Changes a message without an event: reactions and selections in menus.</summary>
    internal SlackMessage Amend(SlackMessage old, SlackMessage replacement) => Change(() =>
    {
        if (old.OnlyFor is not null)
            ReplaceEphemeral(old, replacement);
        else
            Replace(old.Channel, channel => channel with { Messages = channel.Messages.Replace(channel.Find(old.Ts)!, replacement) });
        return replacement;
    });

    internal void Delete(SlackMessage message, string by) => Change(() =>
    {
        var channel = _channels[message.Channel];
        Put(channel with
        {
            Messages = channel.Messages.RemoveAll(other => other.Ts == message.Ts),
            Pins = channel.Pins.RemoveAll(pin => pin.Ts == message.Ts),
        });
        Tell(MessageJson.Deleted(this, message, Timestamps.Next()), channel, by);
        return true;
    });

    internal void Pin(string channelId, string ts, string by) => Change(() =>
    {
        var pin = new SlackPin(ts, by, Clock.GetUtcNow().ToUnixTimeSeconds());
        var channel = Replace(channelId, old => old with { Pins = old.Pins.Add(pin) });
        Tell(PinJson.Added(this, channel, pin), channel, by);
        return channel;
    });

    internal void Unpin(string channelId, string ts, string by) => Change(() =>
    {
        var pin = _channels[channelId].Pins.Find(other => other.Ts == ts)!;
        var channel = Replace(channelId, old => old with { Pins = old.Pins.Remove(pin) });
        Tell(PinJson.Removed(this, channel, pin, by), channel, by);
        return channel;
    });

    internal void React(SlackMessage message, string name, string by, bool add) => Change(() =>
    {
        var old = message.Reactions.Find(reaction => reaction.Name == name);
        var users = old?.Users ?? [];
        users = add ? users.Add(by) : users.Remove(by);
        var reactions = old is null ? message.Reactions : message.Reactions.Remove(old);
        Amend(message, message with { Reactions = users.IsEmpty ? reactions : reactions.Add(new SlackReaction(name, users)) });
        var told = new JsonObject
        {
            ["type"] = add ? "reaction_added" : "reaction_removed", ["user"] = by, ["reaction"] = name,
            ["item"] = new JsonObject { ["type"] = "message", ["channel"] = message.Channel, ["ts"] = message.Ts }, ["item_user"] = message.User,
        };
        Tell(told, _channels[message.Channel], by);
        return true;
    });

    /// <summary>One of Slack's own lines in a channel.</summary>
    private void Line(SlackChannel channel, string subtype, string user, string text, string by)
    {
        var message = new SlackMessage(channel.Id, Timestamps.Next(), user, text) { Subtype = subtype };
        channel = Put(_channels[channel.Id] with { Messages = _channels[channel.Id].Messages.Add(message) });
        Tell(MessageJson.Event(this, message), channel, by);
    }
}
