using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Slack.BlockKit;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>A public update in a channel that customers read. No number, no person, no internal word.</summary>
internal static class CustomerMessage
{
    public static Message For(IncidentEvent.PublicUpdatePublished published, Incident incident, ComponentCatalog components, SlackEdgeSettings settings)
    {
        var state = published.State.Word();
        var heading = $"*{char.ToUpperInvariant(state[0])}{state[1..]}: {Mrkdwn.EscapeAndFit(published.Title, Say.TitleLength)}*";
        var lines = components.All
            .Where(component => published.Components.ContainsKey(component.Id))
            .Take(10)
            .Select(component => $"\n{Mrkdwn.EscapeAndFit(component.Name, 40)}: {published.Components[component.Id].Label()}");
        var link = settings.StatusPageUrl is { } page ? $"\n{Mrkdwn.Link(FormattableString.Invariant($"{page.AbsoluteUri}/incidents/{incident.Id.Number}"), "On the status page")}" : "";
        var text = $"{heading}\n{Mrkdwn.EscapeAndFit(published.Text, 1_900)}{string.Concat(lines)}{link}";
        return new Message(text, [new SectionBlock(new Markdown(text))]);
    }
}
