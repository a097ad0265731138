namespace IncidentBot.EndToEnd;

internal sealed class JoinTests
{
    [Test, Requirement("R100")]
    public async Task A_person_who_joins_gets_a_private_recap()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("major: search is slow nopage: load test");
        await room.RunAsync(world.Grace, "update rolled back the deploy phase:monitoring");
        await room.UntilSaidAsync("*Update* by");
        var before = room.Messages.Count;

        await world.Linus.JoinAsync(room.Id);

        var recap = await world.EphemeralAsync(world.Linus, "*Summary* rolled back the deploy");
        Assert.That(recap.Channel, Is.EqualTo(room.Id), "an ephemeral message in the room");
        Assert.That(room.Messages, Has.Count.EqualTo(before));
    }

    [Test]
    public async Task A_person_who_has_just_declared_gets_no_recap()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        await world.UntilAsync(() => room.Channel.Members.Contains(world.Grace.Id), "the people on call in the room");
        await world.EphemeralAsync(world.Grace, "*Summary*");
        await world.QuietAsync();

        Assert.That(world.EphemeralsTo(world.Ada).Select(message => message.Text), Has.None.Contain("*Phase*"));
        Assert.That(world.EphemeralsTo(world.Ada).Where(message => message.Channel == room.Id), Is.Empty);
    }

    [Test]
    public async Task Joining_another_channel_has_no_effect()
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync();

        await world.Linus.JoinAsync(World.Incidents);
        await room.SettleAsync(world.Ada);

        Assert.That(world.EphemeralsTo(world.Linus), Is.Empty);
    }
}
