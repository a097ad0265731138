using IncidentBot.Playground.Watching;
using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Scene;

/// <summary>The workspace and who may do what in it.</summary>
internal sealed class Stage(SlackWorkspace workspace, ReadMarks marks)
{
    /// <summary>One of the people, at one of the channels they see.</summary>
    /// <exception cref="NotAllowedException">There is nobody like that, or Slack would not show them the channel.</exception>
    public SlackPerson Person(string id, string? channel = null)
    {
        if (Cast.Find(id) is null)
            throw new NotAllowedException("There is nobody of that name in this workspace.");
        var user = workspace.User(id);
        if (user.IsDeactivated)
            throw new NotAllowedException("This account has been deactivated.");
        if (channel is not null && (workspace.FindChannel(channel) is not { } place || !WorkspaceReader.Sees(user, place)))
            throw new NotAllowedException("That channel is not there for you.");
        return workspace.Person(id);
    }

    /// <summary>Everything in the channel counts as read by them.</summary>
    public void MarkRead(string person, string channel)
    {
        Person(person, channel);
        if (workspace.Channel(channel).Messages is [.., var last])
            marks.Set(person, workspace.Channel(channel).Id, last.Ts);
    }

    /// <summary>Nobody has anything unread.</summary>
    public void MarkAllRead()
    {
        foreach (var player in Cast.Players)
            foreach (var channel in workspace.Channels.Where(channel => channel.Messages.Count > 0))
                marks.Set(player.Id, channel.Id, channel.Messages[^1].Ts);
    }
}

/// <summary>Slack's client would not let this person do that; the message is for them.</summary>
internal sealed class NotAllowedException(string message) : Exception(message);
