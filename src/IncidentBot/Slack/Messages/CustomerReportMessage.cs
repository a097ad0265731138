using IncidentBot.Core.Incidents;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>
/// The report of a reader of the status page. The report is shown as plain text, so it cannot mention people or contain links.
/// It stays out of the notification, because it is not verified.
/// </summary>
internal static class CustomerReportMessage
{
    public static Message For(Incident incident, string report, string? contact)
    {
        var text = $":mailbox_with_mail: {Say.Person(incident.CommunicationOwner)} a reader of the status page sees a different problem. "
            + "It is not verified; please check it:";
        List<Block> blocks = [new SectionBlock(new Markdown(text)), new SectionBlock(new PlainText(TextFit.Cut(report, 3000)))];
        if (contact is not null)
            blocks.Add(new ContextBlock(new PlainText(TextFit.Cut($"Contact: {contact}", 1000))));
        return new Message(text, blocks);
    }
}
