using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>Shared parts of all forms: the skeleton, the inputs, and the readers of their values.</summary>
internal static class FormParts
{
    public const string Value = "value";

    /// <summary>The view that opens at once, before any lookup. The real form replaces it.</summary>
    public static ModalViewDefinition Skeleton(FormKind kind) =>
        new(Title(kind), [new SectionBlock(new Markdown(":hourglass_flowing_sand: One moment …"))], CallbackOf(kind), close: "Cancel");

    public static ModalViewDefinition Form(FormKind kind, IReadOnlyList<Block> blocks, string submit, string? metadata = null) =>
        new(Title(kind), blocks, CallbackOf(kind), submit, "Cancel", metadata);

    /// <summary>A view without inputs.</summary>
    public static ModalViewDefinition Notice(string title, string mrkdwn) =>
        new(title, [new SectionBlock(new Markdown(mrkdwn))], close: "Close");

    public static string CallbackOf(FormKind kind) => kind.ToString();

    /// <summary>Parses the output of <see cref="CallbackOf"/>. Only exact names pass: <c>Enum.TryParse</c> alone accepts numbers and lists.</summary>
    public static bool TryReadCallback(string callback, out FormKind kind) =>
        Enum.TryParse(callback, out kind) && Enum.IsDefined(kind) && CallbackOf(kind) == callback;

    public static InputBlock TextInput(
        string block,
        string label,
        string? initial = null,
        string? placeholder = null,
        string? hint = null,
        bool optional = true,
        bool multiline = false,
        int max = 3000) =>
        new(label, new PlainTextInput(Value, multiline, Initial(initial, max), placeholder, maxLength: max), block, hint, optional);

    public const string NotATime = "I cannot read that as a time. Type for example 20m or 14:30.";

    /// <summary>The promise of the next update: a length or a clock time. The hint names the zone of clock times.</summary>
    public static InputBlock NextUpdate(string block, Duration cadence, DateTimeZone zone)
    {
        var hint = $"Empty: in {Durations.Words(cadence)}. Clock times are in {Say.Zone(zone)}.";
        return TextInput(block, "Next update", placeholder: "20m or 14:30", hint: TextFit.Cut(hint, 150), max: 40);
    }

    /// <summary>The word with a capital first letter.</summary>
    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    /// <summary>All severities as options.</summary>
    public static IReadOnlyList<Option> Severities(IncidentPolicy policy) =>
        [.. policy.Severities.All.Select(severity => new Option(TextFit.Cut(severity.Key, 75), TextFit.Cut(severity.Key, 150)))];

    /// <param name="block">The block id.</param>
    /// <param name="label">The label of the input.</param>
    /// <param name="options">The options to choose from.</param>
    /// <param name="initial">The value of the initial option; null for none.</param>
    /// <param name="hint">A short text below the input.</param>
    /// <param name="optional">Whether it may stay empty.</param>
    /// <param name="dispatchAction">Whether Slack sends a request on each choice, before the form is submitted.</param>
    public static InputBlock Choice(
        string block, string label, IReadOnlyList<Option> options, string? initial, string? hint = null, bool optional = false, bool dispatchAction = false) =>
        new(label, new StaticSelectMenu(Value, options, options.FirstOrDefault(option => option.Value == initial)), block, hint, optional, dispatchAction);

    public static InputBlock Person(string block, string label, string? initial, string? hint = null) =>
        new(label, new UserSelectMenu(Value, initial), block, hint, optional: true);

    public static InputBlock YesNo(string block, string label, bool? initial, string? hint = null)
    {
        Option[] options = [new("Yes", "yes"), new("No", "no")];
        Option? selected = initial is null ? null : options[initial.Value ? 0 : 1];
        return new InputBlock(label, new RadioButtonGroup(Value, options, selected), block, hint);
    }

    public static string? Text(ViewState state, string block) => state.Text(block, Value) is { } text && !Words.IsBlank(text) ? text : null;

    public static string? Selected(ViewState state, string block) => state.Selected(block, Value);

    public static bool IsYes(ViewState state, string block) => Selected(state, block) == "yes";

    public static PersonId? PersonIn(ViewState state, string block) =>
        state.User(block, Value) is { Length: > 0 } id ? new PersonId(id) : null;

    private static string Title(FormKind kind) => kind switch
    {
        FormKind.Declare => "Declare an incident",
        FormKind.Update => "Update the room",
        FormKind.Statuspage => "Tell customers",
        FormKind.StatuspagePreview => "Preview",
        FormKind.Resolve => "Is it over?",
        FormKind.StillMonitoring => "Not over yet",
        FormKind.AddToTimeline => "Add to timeline",
        FormKind.Correct => "Correct an update",
        FormKind.BackfillUpdate => "Add afterwards",
        FormKind.SendBack => "Send back",
        FormKind.BackfillIncident => "Backfill an incident",
        FormKind.Notice => "Public update",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a form."),
    };

    private static string? Initial(string? text, int max) => Words.IsBlank(text) ? null : TextFit.Cut(text!, max);
}
