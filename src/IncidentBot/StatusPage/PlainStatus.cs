using System.Text;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage;

/// <summary>The page as plain text, for a terminal, a screen reader or a program that reads prose.</summary>
internal static class PlainStatus
{
    public static string Write(PageContext context)
    {
        var text = new StringBuilder();
        text.Append(OneLine($"# {context.Settings.Name}")).Append("\n\n");
        if (context.IsCopy)
            text.Append("This is a copy of the status page. If it was written long ago, what it says may be out of date.\n\n");
        if (context.StaleSince is { } since)
            text.Append($"This may be out of date: we cannot read our own data at the moment. What follows is the state of {since.DateAndTime()} ({UtcWords.Ago(context.Now - since)}).\n\n");
        text.Append(context.Overall.Description).Append($"\n\n{(context.IsCopy ? "Written" : "As of")} {context.Now.DateAndTime()}: {context.Link("status")}\n");
        foreach (var incident in context.Model.Open)
            Append(text, context, incident);
        foreach (var work in context.Model.Planned)
            text.Append($"\n## Planned maintenance: {OneLine(work.Title)}\n\n{work.State.Label()}, from {work.ScheduledFor.DateAndTime()} until {work.ScheduledUntil.TimeSeenFrom(work.ScheduledFor)}\n\n{Indented(work.Updates[0].Body)}\n");
        if (context.Model.Sections.Count > 0)
            text.Append("\n## Components\n\n");
        foreach (var section in context.Model.Sections)
            foreach (var component in section.Shown)
                text.Append($"- {(section.Heading is null ? "" : OneLine(section.Heading) + " - ")}{OneLine(component.Component.Name)}: {component.Status.Label()}\n");
        if (SupportContact.From(context.Settings.SupportAddress) is { } support)
            text.Append($"\nNeed help? {OneLine(support.Text)}\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, PageContext context, PublicIncident incident)
    {
        text.Append($"\n## {OneLine(incident.Title)}\n\n{incident.State.Label()}");
        if (incident.NextUpdateBy is { } by)
            text.Append($". {context.PromiseOf(by)}");
        text.Append('\n');
        foreach (var update in incident.Updates)
            text.Append($"\n{update.PublishedAt.DateAndTime()}, {update.State.Label()}{update.Amendment}:\n\n{Indented(update.Body)}\n");
    }

    // A title with a line break in it must not begin a heading of its own.
    private static string OneLine(string words) => string.Join(' ', words.Split(['\r', '\n', '\t', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Four blanks make it a block that is shown as it was written, whatever signs are in it.</summary>
    private static string Indented(string body) => "    " + body.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal);
}
