using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.SlackEdge.Commands;

/// <summary>The incident a command names; null means the incident of the room it was typed in.</summary>
internal abstract record IncidentRef
{
    private IncidentRef()
    {
    }

    public sealed record ByNumber(IncidentId Id) : IncidentRef;

    public sealed record ByRoom(string ChannelId) : IncidentRef;
}

/// <summary>A parsed <c>/incident …</c>. Texts are plain: Slack's escapes are decoded and mentions are words.</summary>
internal abstract record ParsedCommand
{
    private ParsedCommand()
    {
    }

    public IncidentRef? Target { get; init; }

    public sealed record Help(CommandInfo? Topic) : ParsedCommand;

    public sealed record OpenDeclareForm(string Title) : ParsedCommand;

    /// <summary><paramref name="Severity"/> is the word before the colon; it may not be a severity.</summary>
    public sealed record Declare(string? Severity, string Title, string? DoNotPageBecause) : ParsedCommand
    {
        /// <summary>The title with the word before the colon, for a word that is not a severity.</summary>
        public required string WholeTitle { get; init; }
    }

    public sealed record BackfillIncident : ParsedCommand;

    public sealed record Lead(PersonRef Person) : ParsedCommand;

    public sealed record Messenger(PersonRef Person) : ParsedCommand;

    public sealed record Update(string Text, Phase? Phase, string? Severity, Instant? NextUpdateBy) : ParsedCommand;

    public sealed record Statuspage(string Text) : ParsedCommand;

    /// <summary><paramref name="Number"/> is the update to correct; null means the newest.</summary>
    public sealed record CorrectUpdate(long? Number) : ParsedCommand;

    public sealed record BackfillUpdate : ParsedCommand;

    public sealed record UndoUpdate : ParsedCommand;

    public sealed record ApproveUpdate : ParsedCommand;

    public sealed record Recap : ParsedCommand;

    public sealed record ChangeSeverity(string Key) : ParsedCommand;

    public sealed record Rename(string Title) : ParsedCommand;

    public sealed record Impact(bool HasImpact) : ParsedCommand;

    public sealed record Snooze(Duration Length, Audience? Audience) : ParsedCommand;

    public sealed record Next(Instant By, Audience? Audience) : ParsedCommand;

    /// <summary><paramref name="Confirmed"/>: the command answers both all-clear questions with yes.</summary>
    public sealed record Resolve(bool Confirmed, string Text) : ParsedCommand;

    public sealed record Close : ParsedCommand;

    public sealed record Reopen(string Reason) : ParsedCommand;

    public sealed record FalsePositive(string Reason) : ParsedCommand;

    public sealed record Merge(IncidentRef Into) : ParsedCommand;

    public sealed record Accept : ParsedCommand;

    public sealed record List : ParsedCommand;

    public sealed record Timeline : ParsedCommand;

    public sealed record Note(string Text) : ParsedCommand;

    /// <summary>A word that is not a command but is close to one.</summary>
    public sealed record Mistyped(string Word, CommandInfo Nearest) : ParsedCommand;

    /// <summary>A known command with wrong arguments; <paramref name="Problem"/> is a sentence in mrkdwn.</summary>
    public sealed record Misused(CommandInfo Command, string Problem) : ParsedCommand;
}
