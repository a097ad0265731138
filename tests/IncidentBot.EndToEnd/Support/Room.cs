using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

/// <summary>An incident's channel, as people see it.</summary>
internal sealed class Room(World world, string id)
{
    public string Id => id;

    public SlackChannel Channel => world.Workspace.Channel(id);

    public IReadOnlyList<SlackMessage> Messages => world.Workspace.TopLevel(id);

    public SlackMessage Headline => Channel.Messages.Single(message => message.Ts == Channel.Pins[0].Ts);

    /// <summary>The bot's messages in the room, with blocks, newest last.</summary>
    public string Words => string.Join("\n---\n", Messages.Select(message => message.Everything));

    /// <summary>Runs <c>/incident …</c> in the room and returns the answer to the person.</summary>
    public async Task<string> RunAsync(SlackPerson person, string text)
    {
        var answer = await person.CommandAsync("/incident", text, id);
        Assert.That(answer.Status, Is.EqualTo(200));
        return answer.Everything;
    }

    public Task UntilSaidAsync(string words) => world.UntilAsync(() => Words.Contains(words, StringComparison.Ordinal), $"\"{words}\" in the room");

    public Task UntilHeadlineSaysAsync(string words) => world.UntilAsync(() => Headline.Everything.Contains(words, StringComparison.Ordinal), $"\"{words}\" in the headline");

    public Task UntilEphemeralAsync(SlackPerson person, string words) => world.UntilAsync(
        () => world.Workspace.Ephemerals(person.Id).Concat(world.Workspace.DirectMessages(person.Id)).Any(message => message.Everything.Contains(words, StringComparison.Ordinal)),
        $"\"{words}\" sent privately to {person.Id}");
}
