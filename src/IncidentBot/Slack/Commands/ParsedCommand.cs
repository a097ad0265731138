using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.SlackEdge.Commands;

/// <summary>Which incident a command names; null when it means the one whose room it was typed in.</summary>
internal abstract record IncidentRef
{
    private IncidentRef()
    {
    }

    public sealed record ByNumber(IncidentId Id) : IncidentRef;

    public sealed record ByRoom(string ChannelId) : IncidentRef;
}

/// <summary>What a typed <c>/incident …</c> asks for. Texts are plain: what Slack escaped is decoded, mentions are words.</summary>
internal abstract record ParsedCommand
{
    private ParsedCommand()
    {
    }

    public IncidentRef? Target { get; init; }

    public sealed record Help(CommandInfo? Topic) : ParsedCommand;

    public sealed record OpenDeclareForm(string Title) : ParsedCommand;

    /// <summary><paramref name="Severity"/> is whatever stood before a colon, and may be none.</summary>
    public sealed record Declare(string? Severity, string Title, string? DoNotPageBecause) : ParsedCommand
    {
        /// <summary>The title when what stood before the colon belongs to it.</summary>
        public required string WholeTitle { get; init; }
    }

    public sealed record BackfillIncident : ParsedCommand;

    public sealed record Lead(PersonRef Person) : ParsedCommand;

    public sealed record Messenger(PersonRef Person) : ParsedCommand;

    public sealed record Update(string Text, Phase? Phase, string? Severity, Instant? NextUpdateBy) : ParsedCommand;

    public sealed record Statuspage(string Text) : ParsedCommand;

    /// <summary><paramref name="Number"/> is the update to correct; null the newest.</summary>
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

    /// <summary><paramref name="Confirmed"/>: both all-clear questions were answered with yes in the command itself.</summary>
    public sealed record Resolve(bool Confirmed, string Text) : ParsedCommand;

    public sealed record Close : ParsedCommand;

    public sealed record Reopen(string Reason) : ParsedCommand;

    public sealed record FalsePositive(string Reason) : ParsedCommand;

    public sealed record Merge(IncidentRef Into) : ParsedCommand;

    public sealed record Accept : ParsedCommand;

    public sealed record List : ParsedCommand;

    public sealed record Timeline : ParsedCommand;

    public sealed record Note(string Text) : ParsedCommand;

    /// <summary>A word that looks like a command and is none.</summary>
    public sealed record Mistyped(string Word, CommandInfo Nearest) : ParsedCommand;

    /// <summary>A known command whose words do not fit; <paramref name="Problem"/> is a sentence in mrkdwn.</summary>
    public sealed record Misused(CommandInfo Command, string Problem) : ParsedCommand;
}
