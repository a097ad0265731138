using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The bot's process is killed between the confirmation of a public update and its publication.</summary>
[Parallelizable]
internal sealed class CrashPublishTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly int Kills = CrashSize.Of("CRASH_PUBLISH_KILLS", 3);

    [Test]
    public async Task A_kill_before_the_publication_neither_loses_nor_doubles_an_update()
    {
        await using var world = await CrashWorld.StartAsync(new Dictionary<string, string> { ["StatusPage__Publishing__UndoSeconds"] = "2" });
        await world.StartBotAsync();
        await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        await world.QuietAsync();
        var room = world.Rooms.Single().Id;

        for (var kill = 0; kill < Kills; kill++)
        {
            await ConfirmAsync(world, room, $"API requests fail for all customers. We try change number {kill + 1}. Next update in 20 minutes.");
            // At once, in the middle, and about the time of the publication.
            await Task.Delay(TimeSpan.FromMilliseconds(kill * 1000 % 3000), TimeProvider.System, CancellationToken.None);
            await world.KillAsync();
            await world.StartBotAsync();
            await world.UntilAsync(async () => (await world.QueryAsync<long>("select count(*) from incident where waiting_update is not null")).Single() == 0 ? "" : "an update that leaves", Patience);
        }

        await world.QuietAsync(Patience);
        var published = await world.QueryAsync<string>("select body from public_update order by number");
        Assert.That(published, Has.Count.EqualTo(Kills).And.Unique);
        Assert.That(world.Rooms.Single().Saying("Customers were told"), Is.EqualTo(Kills));
    }

    private static async Task ConfirmAsync(CrashWorld world, string room, string words)
    {
        if (world.Workspace.OpenView(world.Linus.Id) is not null)
            await world.Linus.CloseViewAsync(all: true);
        await world.Linus.CommandAsync("/incident", "statuspage", room);
        await world.Workspace.WaitForAsync(
            _ => world.Workspace.OpenView(world.Linus.Id)?.Definition.GetRawText().Contains("What customers read", StringComparison.Ordinal) == true, "the form for customers", Patience);
        var preview = await world.Linus.SubmitAsync([("text", words)]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values) + preview.Failure);
        Assert.That((await world.Linus.SubmitAsync([])).Outcome, Is.EqualTo(SubmitOutcome.Updated));
    }
}
