using System.Collections.Immutable;

namespace IncidentBot.SlackEmulator;

public sealed partial class SlackWorkspace
{
    private readonly Dictionary<string, ImmutableList<SlackView>> _modals = [];
    private readonly Dictionary<string, SlackView> _homes = [];

    /// <summary>The top modal of this user, or null when none is open.</summary>
    public SlackView? OpenView(string user) => Modals(user).LastOrDefault();

    /// <summary>The user's modals, the bottom first.</summary>
    public IReadOnlyList<SlackView> Modals(string user) => Read(() => _modals.GetValueOrDefault(User(user).Id) ?? []);

    /// <summary>The Home tab that the app published for this user, or null.</summary>
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

    /// <summary>Removes a view from the stack, or the whole stack.</summary>
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
