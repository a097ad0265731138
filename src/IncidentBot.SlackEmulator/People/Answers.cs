using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>What a person sees after a slash command.</summary>
/// <param name="Status">The bot's HTTP status; 0 when it did not answer.</param>
/// <param name="ResponseType"><c>ephemeral</c> or <c>in_channel</c>.</param>
/// <param name="Text">The answer's text; empty when the bot said nothing.</param>
/// <param name="Blocks">The answer's blocks, or null.</param>
/// <param name="Failure">What Slack shows instead of an answer (<c>operation_timeout</c>, <c>dispatch_failed</c>, <c>invalid_command_response</c>), or null.</param>
/// <param name="Problems">What was wrong with the answer's blocks.</param>
public sealed record CommandAnswer(int Status, string ResponseType, string Text, JsonElement? Blocks, string? Failure, IReadOnlyList<string> Problems)
{
    /// <summary>Text and blocks as one string: what the reader can possibly see.</summary>
    public string Everything => $"{Text}\n{Blocks?.GetRawText()}";
}

/// <summary>How the bot took a click or a shortcut: success is 200 within three seconds with an empty body.</summary>
/// <param name="Status">The bot's HTTP status; 0 when it did not answer.</param>
/// <param name="Failure">Why the person sees a warning sign, or null.</param>
public sealed record InteractionAnswer(int Status, string? Failure)
{
    /// <summary>Whether the person sees no warning sign.</summary>
    public bool Ok => Failure is null;
}

/// <summary>What became of a submission.</summary>
public enum SubmitOutcome
{
    /// <summary>Slack's client did not send it, because an input is empty, too long or malformed.</summary>
    NotSent,

    /// <summary>The modal closed, and the one below it shows, if any.</summary>
    Closed,

    /// <summary>All modals closed.</summary>
    Cleared,

    /// <summary>The modal was replaced.</summary>
    Updated,

    /// <summary>Another modal lies on top.</summary>
    Pushed,

    /// <summary>The bot marked inputs.</summary>
    Errors,

    /// <summary>"We had some trouble connecting": no answer in time, not 200, or an answer that Slack does not take.</summary>
    Failed,
}

/// <summary>What became of a submission, and what the person reads.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Errors">Messages beside inputs, by block id; from the bot, or from Slack's client when it was not sent.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="View">The modal on top afterwards, or null.</param>
public sealed record SubmitAnswer(SubmitOutcome Outcome, ImmutableDictionary<string, string> Errors, string? Failure, SlackView? View);
