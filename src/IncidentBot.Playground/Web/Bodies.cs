using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Web;

internal sealed record CommandBody(string Channel, string Command, string Text);

internal sealed record SayBody(string Channel, string Text, string? ThreadTs);

internal sealed record ReactBody(string Channel, string Ts, string Emoji, bool Add);

internal sealed record PinBody(string Channel, string Ts, bool Add);

/// <param name="Surface"><c>message</c>, <c>modal</c> or <c>home</c>.</param>
/// <param name="Choice">An option's value, a user's ID, a date and so on; one per line for several; null for a button.</param>
internal sealed record ClickBody(string Surface, string? Channel, string? Ts, string? BlockId, string ActionId, string? Choice);

internal sealed record FieldValue(string Field, string Value);

internal sealed record FillBody(IReadOnlyList<FieldValue> Values)
{
    public IEnumerable<(string Field, string Value)> Pairs => Values.Select(value => (value.Field, value.Value));
}

internal sealed record CloseBody(bool All);

internal sealed record OptionsBody(string Field, string Typed);

internal sealed record PickBody(string Field, string Typed, string Label);

internal sealed record ShortcutBody(string CallbackId, string? Channel, string? Ts);

internal sealed record ChannelBody(string Channel);

/// <summary>Either a number of minutes, or <c>"next"</c> for the next reminder.</summary>
internal sealed record ClockBody(int? Minutes, string? To);

internal sealed record TroubleBody(Scene.SlackTrouble Trouble);

/// <param name="Do"><c>kill</c> or <c>start</c>.</param>
internal sealed record BotBody(string Do);

internal sealed record Done;

/// <param name="Why">The reason that Slack's client would show; null when the bot responded.</param>
internal sealed record Failure([property: System.Text.Json.Serialization.JsonPropertyName("failure")] string? Why);

internal sealed record Submitted(SubmitOutcome Outcome, IReadOnlyDictionary<string, string> Errors, string? Failure);

internal sealed record Offered(IReadOnlyList<string> Options);

/// <summary>A refused action, as a sentence for the user.</summary>
internal sealed record Problem([property: System.Text.Json.Serialization.JsonPropertyName("problem")] string Sentence);
