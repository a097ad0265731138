using System.Text;
using System.Text.Encodings.Web;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Webhooks;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>The text of a mail: a heading, paragraphs, a link for the next step, and small print. The plain and the HTML form say the same.</summary>
internal sealed record MailWords(string Subject, string Heading, IReadOnlyList<string> Paragraphs, MailLink? Next, IReadOnlyList<MailLink> SmallPrint)
{
    public string Text
    {
        get
        {
            var text = new StringBuilder(Heading).Append("\n\n").AppendJoin("\n\n", Paragraphs);
            if (Next is not null)
                text.Append($"\n\n{Next.Lead}: {Next.Address.AbsoluteUri}");
            text.Append("\n\n-- \n").AppendJoin('\n', SmallPrint.Select(link => $"{link.Lead}: {link.Address.AbsoluteUri}"));
            return text.Append('\n').ToString();
        }
    }

    public string Html
    {
        get
        {
            var html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Encode(Subject))
                .Append("</title></head><body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">")
                .Append("<h1 dir=\"auto\" style=\"font-size:1.25em\">").Append(Encode(Heading)).Append("</h1>");
            foreach (var paragraph in Paragraphs)
                html.Append("<p dir=\"auto\">").Append(Encode(paragraph).ReplaceLineEndings("<br>")).Append("</p>");
            if (Next is not null)
                html.Append("<p>").Append(Anchor(Next)).Append("</p>");
            html.Append("<hr><p style=\"font-size:.875em\">").AppendJoin("<br>", SmallPrint.Select(Anchor));
            return html.Append("</p></body></html>").ToString();
        }
    }

    public static MailWords Story(PublicStory story, Subscriber subscriber, StatusNames names, SubscriptionSettings settings)
    {
        var (title, link) = (story.Incident.Title, new MailLink("On the status page", settings.IncidentLink(story.Incident.Number)));
        IReadOnlyList<MailLink> smallPrint =
            [new MailLink("Unsubscribe", settings.UnsubscribeLink(subscriber.Token)), new MailLink("Change your subscription", settings.SubscribeLink)];
        if (story.IsCorrection)
            return new MailWords($"[{settings.Page.Name}] Corrected: {title}", title, Corrected(story), link, smallPrint);
        return story.IsMerge
            ? new MailWords($"[{settings.Page.Name}] {Ending(story)}: {title}", title, Merged(story, settings), Onwards(story, settings) ?? link, smallPrint)
            : new MailWords($"[{settings.Page.Name}] {story.Update.State.Label()}: {title}", title, Update(story.Update, names), link, smallPrint);
    }

    private static IReadOnlyList<string> Update(PublicUpdate update, StatusNames names)
    {
        var components = names.Changes(update.Components).Select(change => $"{change.Name}: {change.Status.Label()}").ToList();
        IEnumerable<string> paragraphs = [$"{update.State.Label()}, {update.PublishedAt.DateAndTime()}{update.Amendment}", update.Body];
        return [.. components.Count == 0 ? paragraphs : paragraphs.Append(string.Join('\n', components))];
    }

    // The reader has the wrong text, so this must not look like one more update.
    private static IReadOnlyList<string> Corrected(PublicStory story)
    {
        var update = $"Our update of {story.Update.PublishedAt.DateAndTime()} ({story.Update.State.Label()})";
        return [$"{update} was corrected at {story.At.TimeSeenFrom(story.Update.PublishedAt)}. It now says:", story.Update.Body];
    }

    private static IReadOnlyList<string> Merged(PublicStory story, SubscriptionSettings settings)
    {
        var lastWord = story.Incident.LastWord;
        if (story.Incident.ContinuedIn is not null)
            lastWord += "\nIf you followed only this incident, you will get the updates of that one from now on. You do not need to do anything.";
        else if (settings.Page.SupportAddress is { } address)
            lastWord += $" If you still notice a problem, please contact {address}.";
        return [$"{Ending(story)}, {story.At.DateAndTime()}", lastWord];
    }

    // Without a public incident that continues this one, "Closed" would read like an all-clear.
    private static string Ending(PublicStory story) => story.Incident.ContinuedIn is null ? "Still being worked on" : "Closed";

    private static MailLink? Onwards(PublicStory story, SubscriptionSettings settings) =>
        story.Incident.ContinuedIn is { } other ? new MailLink("Continued in", settings.IncidentLink(other.Number)) : null;

    public static MailWords Confirm(SubscriptionRequest request, IReadOnlyList<string> components, SubscriptionSettings settings)
    {
        var what = request.Scope switch
        {
            { Incident: not null } => "one incident",
            { Everything: true } => "everything",
            _ => string.Join(", ", components),
        };
        // The URL is a stranger's: a mail from us must carry neither their words nor a link to their site.
        var to = request.Kind == SubscriberKind.Webhook
            ? $"\n\nThe updates would be posted to a webhook at {NoLink(new Uri(request.Address))}. The page behind the link shows its full URL."
            : "";
        return new MailWords(
            $"[{settings.Page.Name}] Please confirm your subscription",
            "Please confirm your subscription",
            [
                $"Someone, probably you, requested status updates of {settings.Page.Name} for this address. They would be about: {what}{to}",
                "The link opens a page with a button. It can be used once, within a day.",
                "If it was not you, you do not need to do anything: without the confirmation no updates are sent.",
            ],
            new MailLink("Confirm", settings.ConfirmLink(request.Token)),
            [new MailLink("The status page", settings.Page.Link(settings.Origin, "status"))]);
    }

    public static MailWords Quarantined(Subscriber subscriber, SubscriptionSettings settings) => new(
        $"[{settings.Page.Name}] We stopped calling your webhook",
        "We stopped calling your webhook",
        [
            $"For an hour or more it accepted none of our status updates: {subscriber.Address}",
            $"It must answer with a status from 200 to 299 within {WebhookDelivery.Patience.TotalSeconds:0} seconds, without a redirect. "
            + "Once it does, please subscribe it again.",
        ],
        new MailLink("Subscribe again", settings.SubscribeLink),
        [new MailLink("Delete this subscription", settings.UnsubscribeLink(subscriber.Token))]);

    // Mail programs turn every host name into a link. With dots in brackets it is none.
    private static string NoLink(Uri address) => address.IdnHost.Replace(".", "[.]", StringComparison.Ordinal);

    private static string Anchor(MailLink link) => $"<a href=\"{Encode(link.Address.AbsoluteUri)}\">{Encode(link.Lead)}</a>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text.ReplaceLineEndings("\n")).Replace("&#xA;", "\n", StringComparison.Ordinal);
}

/// <summary>A link and its label.</summary>
internal sealed record MailLink(string Lead, Uri Address);
