using System.Collections.Immutable;

namespace IncidentBot.SlackEmulator;

public sealed partial class SlackWorkspace
{
    private readonly Dictionary<string, ImmutableList<SlackView>> _modals = [];
    private readonly Dictionary<string, SlackView> _homes = [];

    /// <summary>The modal on top for this person, or null when none is open.</summary>
    public SlackView? OpenView(string user) => Modals(user).LastOrDefault();

    /// <summary>The person's modals, the lowest first.</summary>
    public IReadOnlyList<SlackView> Modals(string user) => Read(() => _modals.GetValueOrDefault(User(user).Id) ?? []);

    /// <summary>The Home tab the app published for this person, or null.</summary>
    public SlackView? Home(string user) => Read(() => _homes.GetValueOrDefault(User(user).Id));

    internal SlackView Open(SlackView view) => Change(() =>
    {
        _modals[view.User] = [view];
        return view;
    });

    internal SlackView Push(SlackView view) => Change(() =>
    {
        var stack = _modals[view.User];
        view = view with { RootId = stack[0].Id, PreviousId = stack[^1].Id };
        _modals[view.User] = stack.Add(view);
        return view;
    });

    internal SlackView Publish(SlackView view) => Change(() => _homes[view.User] = view);

    internal SlackView? FindView(string? id, string? externalId) => Read(() =>
        _modals.Values.SelectMany(stack => stack).Concat(_homes.Values)
            .FirstOrDefault(view => id is not null ? view.Id == id : view.ExternalId.Length > 0 && view.ExternalId == externalId));

    internal SlackView ReplaceView(SlackView old, SlackView replacement) => Change(() =>
    {
        if (_homes.TryGetValue(old.User, out var home) && home.Id == old.Id)
            _homes[old.User] = replacement;
        else if (_modals.TryGetValue(old.User, out var stack) && stack.FindIndex(view => view.Id == old.Id) is >= 0 and var index)
            _modals[old.User] = stack.SetItem(index, replacement);
        return replacement;
    });

    /// <summary>Takes a view off the stack, or the whole stack.</summary>
    internal void Close(SlackView view, bool all) => Change(() =>
    {
        if (!_modals.TryGetValue(view.User, out var stack))
            return false;
        var rest = all ? [] : stack.RemoveAll(other => other.Id == view.Id);
        if (rest.IsEmpty)
            _modals.Remove(view.User);
        else
            _modals[view.User] = rest;
        return true;
    });
}
