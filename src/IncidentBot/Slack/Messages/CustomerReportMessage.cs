using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>
/// What a reader of the status page wrote (R38). Theirs is plain text, which mentions nobody and links nowhere, and it stays out of the notification: nobody
/// has checked it.
/// </summary>
internal static class CustomerReportMessage
{
    public static Message For(Incident incident, string words, string? contact)
    {
        var text = $":mailbox_with_mail: {Say.Person(incident.CommunicationOwner)} a reader of the status page says they see something else. Nobody has verified it:";
        List<Block> blocks = [new SectionBlock(new Markdown(text)), new SectionBlock(new PlainText(TextFit.Cut(words, 3000)))];
        if (contact is not null)
            blocks.Add(new ContextBlock(new PlainText(TextFit.Cut($"They left: {contact}", 1000))));
        return new Message(text, blocks);
    }
}
