using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

/// <summary>
/// An incident from its declaration to its end, as people tell it who do not know that bots die: who sees something fail looks whether it was done all the
/// same, and repeats it if not.
/// </summary>
internal sealed class CrashStory(CrashWorld world, string title)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<string> killed = [];

    private Func<IReadOnlyList<string>, Task<string>?> order = _ => null;

    // Completes when the bot is to die; null when it is not, or not again.
    private Task<string>? held;

    public string Title => title;

    private SlackChannel? Room => world.Rooms.FirstOrDefault(room => room.Name.EndsWith($"-{title.Replace(' ', '-')}", StringComparison.Ordinal));

    /// <summary>Tells it without a kill.</summary>
    /// <returns>The calls to Slack it took, by name.</returns>
    public async Task<IReadOnlyList<string>> TellAsync()
    {
        await TellAsync(_ => null);
        return world.Gate.Names;
    }

    /// <summary>Tells it, and kills the bot whenever it makes the call that is ordered next.</summary>
    /// <param name="next">Orders a call to be held, when it is told at which calls the bot died so far; null when it is not to die any more.</param>
    /// <returns>At which calls it died.</returns>
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

    /// <summary>What people find in the end, without what differs from one time to the next: numbers, times and names.</summary>
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

    // One thing at a time, and all that it brings with it, so that the same calls come each time.
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

            // Nobody else has the database open when its bot dies: whoever closes it last would tidy it up.
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
        // An opened form is the whole answer; words say that it did not open.
        if (await world.Linus.CommandAsync("/incident", "statuspage", Room!.Id) is not { Failure: null, Text: "" })
            return false;
        await world.Workspace.WaitForAsync(
            _ => world.Workspace.OpenView(world.Linus.Id)?.Definition.GetRawText().Contains("What customers read", StringComparison.Ordinal) == true, "the form for customers", Patience);
        return (await world.Linus.SubmitAsync([])).Outcome == SubmitOutcome.Pushed && (await world.Linus.SubmitAsync([])).Outcome == SubmitOutcome.Cleared;
    }
}
