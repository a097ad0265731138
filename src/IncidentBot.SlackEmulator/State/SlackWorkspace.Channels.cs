using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

public sealed partial class SlackWorkspace
{
    /// <summary>All channels, including archived ones and the app's direct conversations.</summary>
    public IReadOnlyList<SlackChannel> Channels => Read(() => _channels.Values.ToArray());

    /// <summary>The channel with this id or name (with or without #).</summary>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public SlackChannel Channel(string nameOrId) =>
        FindChannel(nameOrId) ?? throw new ArgumentException($"There is no channel {nameOrId} in the workspace.\n{Describe()}", nameof(nameOrId));

    /// <summary>The channel with this id or name (with or without #), or null.</summary>
    public SlackChannel? FindChannel(string nameOrId) => Read(() =>
        _channels.GetValueOrDefault(nameOrId) ?? _channels.Values.FirstOrDefault(channel => channel.Name == nameOrId.TrimStart('#')));

    /// <summary>Adds a channel that existed before the test, without an event.</summary>
    public SlackChannel AddChannel(string name, bool isPrivate = false, params string[] members) => Change(() =>
        Put(new SlackChannel(Timestamps.NextId("C"), name)
        {
            IsPrivate = isPrivate,
            Creator = members.FirstOrDefault() ?? "U0ADMIN",
            Created = Clock.GetUtcNow().ToUnixTimeSeconds(),
            Members = [.. members],
        }));

    /// <summary>
    /// Adds a channel with the ID, messages and pins that it had in another workspace, and replaces one with the same ID. Later IDs are higher.
    /// </summary>
    public SlackChannel AddChannel(SlackChannel channel) => Change(() =>
    {
        Timestamps.Skip(channel.Id);
        return Put(channel);
    });

    /// <summary>The app's direct conversation with a user; created when there is none.</summary>
    internal SlackChannel Direct(string user) => Change(() =>
        _channels.Values.FirstOrDefault(channel => channel.DirectWith == user)
        ?? Put(new SlackChannel(Timestamps.NextId("D"), $"dm-{user}")
        {
            IsPrivate = true,
            DirectWith = user,
            Created = Clock.GetUtcNow().ToUnixTimeSeconds(),
            Members = [user, App.BotUserId],
        }));

    internal SlackChannel Create(string name, bool isPrivate, string creator) => Change(() =>
    {
        var channel = Put(new SlackChannel(Timestamps.NextId("C"), name)
        {
            IsPrivate = isPrivate,
            Creator = creator,
            Created = Clock.GetUtcNow().ToUnixTimeSeconds(),
        });
        return Join(channel.Id, creator, inviter: null);
    });

    internal SlackChannel Join(string id, string user, string? inviter) => Change(() =>
    {
        var channel = Put(_channels[id] with { Members = _channels[id].Members.Add(user) });
        Line(channel, "channel_join", user, $"<@{user}> has joined the channel", by: inviter ?? user);
        Tell(MemberEvent("member_joined_channel", channel, user, inviter), channel, inviter ?? user);
        return _channels[id];
    });

    internal SlackChannel Leave(string id, string user) => Change(() =>
    {
        Tell(MemberEvent("member_left_channel", _channels[id], user, inviter: null), _channels[id], user);
        Line(_channels[id], "channel_leave", user, $"<@{user}> has left the channel", by: user);
        return Put(_channels[id] with { Members = _channels[id].Members.Remove(user) });
    });

    internal SlackChannel SetTopic(string id, string topic, string by) => Change(() =>
    {
        Line(Put(_channels[id] with { Topic = topic }), "channel_topic", by, $"<@{by}> set the channel topic: {topic}", by);
        return _channels[id];
    });

    internal SlackChannel SetPurpose(string id, string purpose, string by) => Change(() =>
    {
        Line(Put(_channels[id] with { Purpose = purpose }), "channel_purpose", by, $"<@{by}> set the channel description: {purpose}", by);
        return _channels[id];
    });

    internal SlackChannel Rename(string id, string name, string by) => Change(() =>
    {
        var old = _channels[id];
        var channel = Put(old with { Name = name, PreviousNames = old.PreviousNames.Add(old.Name) });
        Line(channel, "channel_name", by, $"<@{by}> has renamed the channel from \"{old.Name}\" to \"{name}\"", by);
        var about = new JsonObject
        {
            ["id"] = id, ["name"] = name, ["name_normalized"] = name, ["is_channel"] = !channel.IsPrivate, ["is_mpim"] = false, ["created"] = channel.Created,
        };
        Tell(new JsonObject { ["type"] = channel.IsPrivate ? "group_rename" : "channel_rename", ["channel"] = about }, channel, by);
        return _channels[id];
    });

    /// <summary>Archives a channel: the app's bot is removed, the users stay.</summary>
    internal SlackChannel Archive(string id, string by) => Change(() =>
    {
        Line(_channels[id], "channel_archive", by, $"<@{by}> archived the channel", by);
        Tell(ArchiveEvent("archive", _channels[id], by), _channels[id], by);
        return Put(_channels[id] with { IsArchived = true, Members = _channels[id].Members.Remove(App.BotUserId) });
    });

    internal SlackChannel Unarchive(string id, string by) => Change(() =>
    {
        Put(_channels[id] with { IsArchived = false });
        Line(_channels[id], "channel_unarchive", by, $"<@{by}> un-archived the channel", by);
        Tell(ArchiveEvent("unarchive", _channels[id], by), _channels[id], by);
        return _channels[id];
    });

    internal SlackChannel Replace(string id, Func<SlackChannel, SlackChannel> change) => Change(() => Put(change(_channels[id])));

    private SlackChannel Put(SlackChannel channel) => _channels[channel.Id] = channel;

    private static JsonObject MemberEvent(string type, SlackChannel channel, string user, string? inviter)
    {
        var told = new JsonObject { ["type"] = type, ["user"] = user, ["channel"] = channel.Id, ["channel_type"] = channel.IsPrivate ? "G" : "C" };
        if (inviter is not null)
            told["inviter"] = inviter;
        return told;
    }

    private static JsonObject ArchiveEvent(string what, SlackChannel channel, string by) => new()
    {
        ["type"] = channel.IsPrivate ? $"group_{what}" : $"channel_{what}", ["channel"] = channel.Id, ["user"] = by, ["is_moved"] = 0,
    };
}
