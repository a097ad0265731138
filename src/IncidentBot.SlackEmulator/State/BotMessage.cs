namespace IncidentBot.SlackEmulator;

/// <summary>A message from the app under test.</summary>
internal static class BotMessage
{
    public static SlackMessage Draft(SlackWorkspace workspace, string channel, MessageContent content) =>
        new(channel, "", workspace.App.BotUserId, content.Text ?? "")
        {
            BotId = workspace.App.BotId,
            Blocks = content.Blocks,
            Attachments = content.Attachments,
            Metadata = content.Metadata,
            State = ElementValue.Defaults(content.Blocks),
        };
}
