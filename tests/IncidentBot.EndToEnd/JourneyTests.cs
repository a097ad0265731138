using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The main job from beginning to end, as a team lives it.</summary>
internal sealed class JourneyTests
{
    [TestCase(false, TestName = "A_team_runs_an_incident_from_declare_to_close"), TestCase(true, TestName = "A_team_runs_an_incident_on_two_replicas_that_take_turns")]
    [Requirement("R67")]
    public async Task A_team_runs_an_incident(bool replicated)
    {
        await using var world = replicated ? await World.StartReplicatedAsync(2) : await World.StartAsync();
        var room = await world.DeclareAsync("critical: API is down");

        await room.RunAsync(world.Grace, "lead me");
        await room.UntilHeadlineSaysAsync($"<@{world.Grace.Id}>");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "messenger @linus");
        await room.UntilEphemeralAsync(world.Linus, "the messenger of");
        await room.RunAsync(world.Grace, "update rolled back the deploy phase:monitoring next:20m");
        await room.UntilSaidAsync("rolled back the deploy");
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
        var preview = await world.Linus.SubmitAsync([("text", "API requests fail for all customers. We have rolled back a change and are watching it recover."), ("title", "API unavailable"), ("state", "monitoring")]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors) + preview.Failure);
        await world.Linus.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");
        Assert.That(await world.Http.GetStringAsync("/status"), Does.Contain("API unavailable").And.Contain("watching it recover").And.Contain("Next update by"));

        await room.RunAsync(world.Grace, "resolve confirm rollback worked");
        await room.UntilSaidAsync("Resolved");
        var close = await room.RunAsync(world.Grace, "close");

        Assert.That(close, Does.Contain("closed"));
        await room.UntilHeadlineSaysAsync("closed");
    }
}
