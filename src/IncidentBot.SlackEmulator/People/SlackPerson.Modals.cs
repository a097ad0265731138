using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

public sealed partial class SlackPerson
{
    /// <summary>Fills in the top modal and submits it.</summary>
    /// <param name="values">
    /// The inputs, by block ID, action ID or label, with their values. Repeat an input to select several options. An empty text clears it.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait for the bot.</param>
    /// <exception cref="InvalidOperationException">No modal is open, or it has no submit button.</exception>
    /// <exception cref="ArgumentException">The modal has no such input.</exception>
    /// <exception cref="FillException">The input does not offer this choice.</exception>
    public async Task<SubmitAnswer> SubmitAsync(IEnumerable<(string Field, string Value)> values, CancellationToken cancellationToken = default)
    {
        var view = Fill(values);
        if (view.Definition.Child("submit") is null)
            throw new InvalidOperationException($"The modal \"{view.Title}\" has no submit button.");
        if (InputRules.Check(view) is { IsEmpty: false } complaints)
            return new SubmitAnswer(SubmitOutcome.NotSent, complaints, Failure: null, view);
        var payload = InteractionPayload.Common(_workspace, "view_submission", Id);
        payload["trigger_id"] = Trigger(view.Id);
        payload["view"] = ViewJson.View(_workspace, view);
        payload["response_urls"] = new JsonArray();
        var answer = await Bot.SendInteractionAsync(payload, cancellationToken);
        if (answer.Failure is not null || answer.Status != 200)
            return Trouble(answer.Failure ?? $"http_{answer.Status}");
        if (answer.Body.Length == 0)
            return CloseTop(view, all: false);
        return TryParse(answer.Body) is { ValueKind: JsonValueKind.Object } body ? Apply(view, body) : Trouble("the answer is no JSON object");
    }

    /// <summary>Fills in the top modal and leaves it open.</summary>
    public SlackView Fill(IEnumerable<(string Field, string Value)> values)
    {
        var view = Modal();
        foreach (var field in values.GroupBy(value => value.Field, value => value.Value))
        {
            var (block, element) = Input(view, field.Key);
            view = view with { State = view.State.SetItem(Key(block, element), ElementValue.Filled(_workspace, element, [.. field])) };
        }

        return _workspace.ReplaceView(view, view);
    }

    /// <summary>Closes the top modal with Cancel, or the whole stack with ×.</summary>
    public async Task<InteractionAnswer> CloseViewAsync(bool all = false, CancellationToken cancellationToken = default)
    {
        var top = Modal();
        var view = all ? _workspace.Modals(Id)[0] : top;
        _workspace.Close(view, all || top.Definition.Flag("clear_on_close"));
        if (!view.Definition.Flag("notify_on_close"))
            return new InteractionAnswer(200, Failure: null);
        var payload = InteractionPayload.Common(_workspace, "view_closed", Id);
        payload["view"] = ViewJson.View(_workspace, view, withState: false);
        payload["is_cleared"] = all;
        return await InteractAsync(payload, cancellationToken);
    }

    private SlackView Modal() => _workspace.OpenView(Id)
        ?? throw new InvalidOperationException($"{_workspace.User(Id).Name} has no modal open.\n{_workspace.Describe()}");

    private static (JsonElement Block, JsonElement Element) Input(SlackView view, string field)
    {
        var inputs = BlockIds.Interactive(view.Blocks).Where(pair => pair.Element.Text("type") is not ("button" or "overflow")).ToArray();
        foreach (var pair in inputs)
            if (pair.Block.Text("block_id") == field || pair.Element.Text("action_id") == field || pair.Block.Child("label")?.Text("text") == field)
                return pair;
        throw new ArgumentException(
            $"The modal \"{view.Title}\" has no input {field}, only: {string.Join(", ", inputs.Select(pair => pair.Block.Text("block_id")))}.", nameof(field));
    }

    private SubmitAnswer Apply(SlackView view, JsonElement body) => body.Text("response_action") switch
    {
        "clear" => CloseTop(view, all: true),
        "errors" => Mark(view, body.Child("errors")),
        "update" => Replace(view, body.Child("view")),
        "push" => PushOn(view, body.Child("view")),
        var other => Trouble($"unknown response_action: {other}"),
    };

    private SubmitAnswer Mark(SlackView view, JsonElement? errors)
    {
        if (errors is not { ValueKind: JsonValueKind.Object } marks || !marks.EnumerateObject().Any())
            return Trouble("errors must name an input");
        var inputs = view.Blocks.EnumerateArray().Where(block => block.Text("type") == "input").Select(block => block.Text("block_id")).ToHashSet();
        var invalid = marks.EnumerateObject().FirstOrDefault(mark => !inputs.Contains(mark.Name) || mark.Value.ValueKind != JsonValueKind.String);
        if (invalid is { Value.ValueKind: not JsonValueKind.Undefined } wrong)
            return Trouble($"errors must be keyed by the block ids of inputs; {wrong.Name} is none");
        var texts = marks.EnumerateObject().ToImmutableDictionary(mark => mark.Name, mark => mark.Value.GetString()!);
        var marked = _workspace.ReplaceView(view, view with { Errors = texts });
        return new SubmitAnswer(SubmitOutcome.Errors, texts, Failure: null, marked);
    }

    private SubmitAnswer Replace(SlackView view, JsonElement? definition)
    {
        if (Problem(definition) is { } problem)
            return Trouble(problem);
        var renewed = _workspace.Change(() => _workspace.ReplaceView(view, ViewMethods.Renew(_workspace, view, definition!.Value)));
        return new SubmitAnswer(SubmitOutcome.Updated, [], Failure: null, renewed);
    }

    private SubmitAnswer PushOn(SlackView view, JsonElement? definition)
    {
        if (Problem(definition) is { } problem)
            return Trouble(problem);
        if (_workspace.Modals(Id).Count is 0 or >= ViewMethods.Stack)
            return Trouble("push_limit_reached");
        var pushed = _workspace.Change(() => _workspace.Push(ViewMethods.Make(_workspace, view.User, definition!.Value)));
        return new SubmitAnswer(SubmitOutcome.Pushed, [], Failure: null, pushed);
    }

    private static string? Problem(JsonElement? definition)
    {
        if (definition is not { ValueKind: JsonValueKind.Object } view || view.Text("type") != "modal")
            return "the answer must carry a modal";
        if (BlockKitRules.IsTooLarge(view))
            return "view_too_large";
        return BlockKitRules.CheckView(view) is { Count: > 0 } problems ? string.Join('\n', problems) : null;
    }

    private SubmitAnswer CloseTop(SlackView view, bool all)
    {
        _workspace.Close(view, all);
        return new SubmitAnswer(all ? SubmitOutcome.Cleared : SubmitOutcome.Closed, [], Failure: null, _workspace.OpenView(Id));
    }

    private SubmitAnswer Trouble(string why) => new(SubmitOutcome.Failed, [], why, _workspace.OpenView(Id));
}
