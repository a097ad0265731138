using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>The response to a slash command, as the user sees it.</summary>
/// <param name="Status">The bot's HTTP status; 0 without a response.</param>
/// <param name="ResponseType"><c>ephemeral</c> or <c>in_channel</c>.</param>
/// <param name="Text">The text of the response; empty without one.</param>
/// <param name="Blocks">The blocks of the response, or null.</param>
/// <param name="Failure">
/// Slack's error in place of a response (<c>operation_timeout</c>, <c>dispatch_failed</c>, <c>invalid_command_response</c>), or null.
/// </param>
/// <param name="Problems">The problems of the response's blocks.</param>
public sealed record CommandAnswer(int Status, string ResponseType, string Text, JsonElement? Blocks, string? Failure, IReadOnlyList<string> Problems)
{
    /// <summary>Text and blocks as one string: everything that the user can see.</summary>
    public string Everything => $"{Text}\n{Blocks?.GetRawText()}";
}

/// <summary>The bot's response to a click or a shortcut. A success is a 200 within three seconds with an empty body.</summary>
/// <param name="Status">The bot's HTTP status; 0 without a response.</param>
/// <param name="Failure">The reason for the warning sign that the user sees, or null.</param>
public sealed record InteractionAnswer(int Status, string? Failure)
{
    /// <summary>Whether the user sees no warning sign.</summary>
    public bool Ok => Failure is null;
}

/// <summary>The outcome of a submission.</summary>
public enum SubmitOutcome
{
    /// <summary>Slack's client did not send it, because an input is empty, too long or malformed.</summary>
    NotSent,

    /// <summary>The modal closed, and the previous one in the stack, if any, is shown.</summary>
    Closed,

    /// <summary>All modals closed.</summary>
    Cleared,

    /// <summary>The modal was replaced.</summary>
    Updated,

    /// <summary>Another modal was opened on top.</summary>
    Pushed,

    /// <summary>The bot marked inputs as invalid.</summary>
    Errors,

    /// <summary>"We had some trouble connecting": the bot did not respond in time with a 200 and a valid body.</summary>
    Failed,
}

/// <summary>The outcome of a submission, and the texts that the user sees.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Errors">The messages beside inputs, by block ID: the bot's, or those of Slack's client when it sent nothing.</param>
/// <param name="Failure">The reason of the failure, or null.</param>
/// <param name="View">The top modal afterwards, or null.</param>
public sealed record SubmitAnswer(SubmitOutcome Outcome, ImmutableDictionary<string, string> Errors, string? Failure, SlackView? View);
