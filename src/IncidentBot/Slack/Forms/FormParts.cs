using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Messages;
using NodaTime;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>What all forms share: the skeleton, simple inputs and how they are read back.</summary>
internal static class FormParts
{
    public const string Value = "value";

    /// <summary>Opened at once, before anything is looked up: the trigger lives three seconds, the real form follows.</summary>
    public static ModalViewDefinition Skeleton(FormKind kind) =>
        new(Title(kind), [new SectionBlock(new Markdown(":hourglass_flowing_sand: One moment …"))], CallbackOf(kind), close: "Cancel");

    public static ModalViewDefinition Form(FormKind kind, IReadOnlyList<Block> blocks, string submit, string? metadata = null) =>
        new(Title(kind), blocks, CallbackOf(kind), submit, "Cancel", metadata);

    /// <summary>A view that only tells something.</summary>
    public static ModalViewDefinition Notice(string title, string mrkdwn) =>
        new(title, [new SectionBlock(new Markdown(mrkdwn))], close: "Close");

    public static string CallbackOf(FormKind kind) => kind.ToString();

    /// <summary>Reads back what <see cref="CallbackOf"/> wrote. A form's name and nothing else: parsing would also take numbers and lists.</summary>
    public static bool TryReadCallback(string callback, out FormKind kind) => Enum.TryParse(callback, out kind) && Enum.IsDefined(kind) && CallbackOf(kind) == callback;

    public static InputBlock TextInput(string block, string label, string? initial = null, string? placeholder = null, string? hint = null, bool optional = true, bool multiline = false, int max = 3000) =>
        new(label, new PlainTextInput(Value, multiline, Initial(initial, max), placeholder, maxLength: max), block, hint, optional);

    public const string NotATime = "I cannot read that as a time. Type for example 20m or 14:30.";

    /// <summary>The promise (R36): a length or a clock time, whose zone is said.</summary>
    public static InputBlock NextUpdate(string block, Duration cadence, DateTimeZone zone) =>
        TextInput(block, "Next update", placeholder: "20m or 14:30", hint: TextFit.Cut($"Empty: in {Durations.Words(cadence)}. Clock times are in {Say.Zone(zone)}.", 150), max: 40);

    /// <summary>A word as it begins a line.</summary>
    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    public static InputBlock Choice(string block, string label, IReadOnlyList<Option> options, string? initial, string? hint = null, bool optional = false, bool isHeard = false) =>
        new(label, new StaticSelectMenu(Value, options, options.FirstOrDefault(option => option.Value == initial)), block, hint, optional, isHeard);

    public static InputBlock Person(string block, string label, string? initial, string? hint = null) =>
        new(label, new UserSelectMenu(Value, initial), block, hint, optional: true);

    public static InputBlock YesNo(string block, string label, bool? initial, string? hint = null)
    {
        Option[] options = [new("Yes", "yes"), new("No", "no")];
        return new InputBlock(label, new RadioButtonGroup(Value, options, initial is null ? null : options[initial.Value ? 0 : 1]), block, hint);
    }

    public static string? Text(ViewState state, string block) => state.Text(block, Value) is { } text && !Words.IsBlank(text) ? text : null;

    public static string? Selected(ViewState state, string block) => state.Selected(block, Value);

    public static bool IsYes(ViewState state, string block) => Selected(state, block) == "yes";

    public static PersonId? PersonIn(ViewState state, string block) => state.User(block, Value) is { Length: > 0 } id ? new PersonId(id) : null;

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
