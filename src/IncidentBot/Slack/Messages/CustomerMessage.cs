using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Slack.BlockKit;
using NodaTime;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>A public update in a channel that customers read. It contains no incident number, no person and no internal text.</summary>
internal static class CustomerMessage
{
    public static Message For(PublicUpdateText update, Incident incident, ComponentCatalog components, SlackEdgeSettings settings)
    {
        var state = update.State.Word();
        var heading = $"*{char.ToUpperInvariant(state[0])}{state[1..]}: {Mrkdwn.EscapeAndFit(update.Title, Say.TitleLength)}*";
        var corrected = update.CorrectedAt is { } at ? $"\n_Corrected at {Time(at, update.At)}_" : "";
        var lines = components.All
            .Where(component => update.Components.ContainsKey(component.Id))
            .Take(10)
            .Select(component => $"\n{Mrkdwn.EscapeAndFit(component.Name, 40)}: {update.Components[component.Id].Label()}");
        return Of($"{heading}\n{Mrkdwn.EscapeAndFit(update.Text, 1_900)}{corrected}{string.Concat(lines)}", incident, settings);
    }

    /// <summary>The follow-up message about a correction, with the new text.</summary>
    public static Message Correction(PublicUpdateText update, Incident incident, SlackEdgeSettings settings)
    {
        var title = Mrkdwn.EscapeAndFit(update.Title, Say.TitleLength);
        var correctedAt = Time(update.CorrectedAt ?? update.At, update.At);
        var text = Mrkdwn.EscapeAndFit(update.Text, 1_900);
        return Of($"*Corrected: {title}*\nOur update of {Say.Utc(update.At)} was corrected at {correctedAt}. It now says:\n{text}", incident, settings);
    }

    private static Message Of(string text, Incident incident, SlackEdgeSettings settings)
    {
        var link = settings.StatusPageUrl is { } page
            ? $"\n{Mrkdwn.Link(FormattableString.Invariant($"{page.AbsoluteUri}/incidents/{incident.Id.Number}"), "On the status page")}"
            : "";
        return new Message(text + link, [new SectionBlock(new Markdown(text + link))]);
    }

    // On the day of the update, the time alone.
    private static string Time(Instant instant, Instant updateAt) =>
        instant.InUtc().Date == updateAt.InUtc().Date ? instant.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture) : Say.Utc(instant);
}
