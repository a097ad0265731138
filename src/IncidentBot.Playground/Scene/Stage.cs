using IncidentBot.Playground.Watching;
using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Scene;

/// <summary>The workspace, and the permissions of its people.</summary>
internal sealed class Stage(SlackWorkspace workspace, ReadMarks marks)
{
    /// <summary>A person, for an action in a channel that they can see.</summary>
    /// <exception cref="NotAllowedException">The person does not exist, or Slack would not show them the channel.</exception>
    public SlackPerson Person(string id, string? channel = null)
    {
        if (Cast.Find(id) is null)
            throw new NotAllowedException("There is no person with that name in this workspace.");
        var user = workspace.User(id);
        if (user.IsDeactivated)
            throw new NotAllowedException("This account has been deactivated.");
        if (channel is not null && (workspace.FindChannel(channel) is not { } place || !WorkspaceReader.Sees(user, place)))
            throw new NotAllowedException("You cannot see that channel.");
        return workspace.Person(id);
    }

    /// <summary>Marks all messages in the channel as read by this person.</summary>
    public void MarkRead(string person, string channel)
    {
        Person(person, channel);
        if (workspace.Channel(channel).Messages is [.., var last])
            marks.Set(person, workspace.Channel(channel).Id, last.Ts);
    }

    /// <summary>Marks all messages as read by all people.</summary>
    public void MarkAllRead()
    {
        foreach (var player in Cast.Players)
            foreach (var channel in workspace.Channels.Where(channel => channel.Messages.Count > 0))
                marks.Set(player.Id, channel.Id, channel.Messages[^1].Ts);
    }
}

/// <summary>Slack's client would not allow this action; the message is for the user.</summary>
internal sealed class NotAllowedException(string message) : Exception(message);
