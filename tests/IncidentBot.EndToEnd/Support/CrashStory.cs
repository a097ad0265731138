using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

/// <summary>
/// An incident from its declaration to its end, by people who know nothing of the kills. After a failure they check whether the command took effect, and
/// repeat it if not.
/// </summary>
internal sealed class CrashStory(CrashWorld world, string title)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<string> killed = [];

    private Func<IReadOnlyList<string>, Task<string>?> order = _ => null;

    // Completes when the bot is to be killed; null for no further kill.
    private Task<string>? held;

    public string Title => title;

    private SlackChannel? Room => world.Rooms.FirstOrDefault(room => room.Name.EndsWith($"-{title.Replace(' ', '-')}", StringComparison.Ordinal));

    /// <summary>Runs the story without a kill.</summary>
    /// <returns>The names of the calls to Slack.</returns>
    public async Task<IReadOnlyList<string>> TellAsync()
    {
        await TellAsync(_ => null);
        return world.Gate.Names;
    }

    /// <summary>Runs the story, and kills the bot at each chosen call.</summary>
    /// <param name="next">Chooses the next call to hold, given the calls of the kills so far; null for no further kill.</param>
    /// <returns>The calls at which the bot was killed.</returns>
    public async Task<IReadOnlyList<string>> TellAsync(Func<IReadOnlyList<string>, Task<string>?> next)
    {
        world.Gate.Forget();
        order = next;
        held = order(killed);
        foreach (var step in new[] { DeclareAsync, LeadAsync, TellCustomersAsync, ResolveAsync, CloseAsync })
            await TakeAsync(step);
        world.Gate.Open();
        return killed;
    }

    /// <summary>The visible result, without the parts that differ between runs: numbers, times and names.</summary>
    public IReadOnlyList<string> Outcome()
    {
        var room = Room!;
        return
        [
            $"topic {SlackGate.Kernel(room.Topic)}",
            $"purpose {SlackGate.Kernel(room.Purpose)}",
            $"{room.Pins.Count} pinned",
            .. room.Bookmarks.Select(bookmark => $"bookmark {bookmark.Title}"),
            .. room.Members.Select(member => $"member {member}"),
            .. world.Workspace.TopLevel(room.Id).Select(message => $"said {SlackGate.Kernel(message.Text)}"),
            .. world.Workspace.TopLevel(World.Incidents).Where(message => message.Everything.Contains(room.Id, StringComparison.Ordinal)).Select(message => $"announced {SlackGate.Kernel(message.Text)}"),
        ];
    }

    // One command at a time with all its effects, so that each run makes the same calls.
    private async Task TakeAsync(Func<Task<bool>> step)
    {
        bool taken;
        do
        {
            var taking = step();
            while (await IsHeldAsync(taking))
                await DieAsync();
            taken = await taking;
            await QuietAsync();
        }
        while (!taken);
    }

    private async Task QuietAsync()
    {
        while (true)
        {
            using var stop = new CancellationTokenSource();
            var quiet = world.QuietAsync(cancellationToken: stop.Token);
            if (!await IsHeldAsync(quiet))
            {
                await quiet;
                return;
            }

            // No other process may have the database open at a kill: closing the last connection would checkpoint the log.
            await stop.CancelAsync();
            await quiet.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await DieAsync();
        }
    }

    private async Task<bool> IsHeldAsync(Task first) => held is not null && await Task.WhenAny(held, first) == held;

    private async Task DieAsync()
    {
        killed.Add(await held!);
        await world.KillAsync();
        held = order(killed);
        await world.StartBotAsync();
    }

    private async Task<bool> DeclareAsync() =>
        Room is not null || (await world.Ada.CommandAsync("/incident", $"declare critical: {title}", World.General)).Text.StartsWith("Declared", StringComparison.Ordinal);

    private Task<bool> LeadAsync() => TypeAsync("lead me", () => Room!.Topic.Contains(world.Ada.Id, StringComparison.Ordinal));

    private Task<bool> ResolveAsync() => TypeAsync("resolve confirm rolled back", () => Room!.Saying("*Resolved* by") > 0);

    private Task<bool> CloseAsync() => TypeAsync("close", () => Room!.Saying("*Closed* by") > 0);

    private async Task<bool> TypeAsync(string text, Func<bool> isDone) =>
        isDone() || (await world.Ada.CommandAsync("/incident", text, Room!.Id)).Failure is null;

    private async Task<bool> TellCustomersAsync()
    {
        if (Room!.Saying("Customers were told") > 0)
            return true;
        if (world.Workspace.OpenView(world.Linus.Id) is not null)
            await world.Linus.CloseViewAsync(all: true);
        // An opened form has an empty answer; a text says that it did not open.
        if (await world.Linus.CommandAsync("/incident", "statuspage", Room!.Id) is not { Failure: null, Text: "" })
            return false;
        await world.Workspace.WaitForAsync(
            _ => world.Workspace.OpenView(world.Linus.Id)?.Definition.GetRawText().Contains("What customers read", StringComparison.Ordinal) == true, "the form for customers", Patience);
        return (await world.Linus.SubmitAsync([])).Outcome == SubmitOutcome.Pushed && (await world.Linus.SubmitAsync([])).Outcome == SubmitOutcome.Cleared;
    }
}
