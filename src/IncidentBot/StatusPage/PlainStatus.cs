using System.Text;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>The page as Markdown text, for terminals, screen readers and programs.</summary>
internal static class PlainStatus
{
    public static string Write(PageContext context)
    {
        var text = new StringBuilder();
        text.Append(OneLine($"# {context.Settings.Name}")).Append("\n\n");
        if (context.IsCopy)
            text.Append("This is a copy of the status page. If it was written long ago, what it says may be out of date.\n\n");
        if (context.StaleSince is { } since)
        {
            text.Append("This may be out of date: we cannot read our own data at the moment. ")
                .Append($"What follows is the state of {since.DateAndTime()} ({UtcWords.Ago(context.Now - since)}).\n\n");
        }

        text.Append(context.Overall.Description)
            .Append($"\n\n{(context.IsCopy ? "Written" : "As of")} {context.Now.DateAndTime()}: {context.Link("status")}\n");
        foreach (var incident in context.Model.Open)
            Append(text, context, incident);
        foreach (var work in context.Model.Planned)
            Append(text, work);
        if (context.Model.Sections.Count > 0)
            text.Append("\n## Components\n\n");
        foreach (var section in context.Model.Sections)
            foreach (var component in section.Shown)
                text.Append($"- {HeadingOf(section)}{OneLine(component.Component.Name)}: {component.Status.Label()}\n");
        if (SupportContact.From(context.Settings.SupportAddress) is { } support)
            text.Append($"\nNeed help? {OneLine(support.Text)}\n");
        return text.ToString();
    }

    private static string HeadingOf(ComponentSection section) => section.Heading is null ? "" : OneLine(section.Heading) + " - ";

    private static void Append(StringBuilder text, PublicMaintenance work) => text
        .Append($"\n## Planned maintenance: {OneLine(work.Title)}\n\n{work.State.Label()}, ")
        .Append($"from {work.ScheduledFor.DateAndTime()} until {work.ScheduledUntil.TimeSeenFrom(work.ScheduledFor)}\n\n")
        .Append($"{Indented(work.Updates[0].Body)}\n");

    private static void Append(StringBuilder text, PageContext context, PublicIncident incident)
    {
        text.Append($"\n## {OneLine(incident.Title)}\n\n{incident.State.Label()}");
        if (incident.NextUpdateBy is { } by)
            text.Append($". {context.PromiseOf(by)}");
        text.Append('\n');
        foreach (var update in incident.Updates)
            text.Append($"\n{update.PublishedAt.DateAndTime()}, {update.State.Label()}{update.Amendment}:\n\n{Indented(update.Body)}\n");
    }

    // A line break in a title must not start a new heading.
    private static string OneLine(string words) =>
        string.Join(' ', words.Split(['\r', '\n', '\t', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>An indent of four spaces makes a code block, so that no Markdown in the text is interpreted.</summary>
    private static string Indented(string body) => "    " + body.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal);
}
