using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

/// <summary>The private views of a person: ephemeral messages, direct messages, forms.</summary>
internal static class Ephemerals
{
    extension(World world)
    {
        /// <summary>All private messages to this person, oldest first.</summary>
        public IReadOnlyList<SlackMessage> EphemeralsTo(SlackPerson person) =>
            [.. world.Workspace.Ephemerals(person.Id), .. world.Workspace.DirectMessages(person.Id)];

        /// <summary>Waits for the message with this text.</summary>
        public async Task<SlackMessage> EphemeralAsync(SlackPerson person, string words)
        {
            SlackMessage? Find() => world.EphemeralsTo(person).FirstOrDefault(message => message.Everything.Contains(words, StringComparison.Ordinal));
            await world.UntilAsync(() => Find() is not null, $"\"{words}\" sent privately to {person.Id}: {string.Join("\n", world.EphemeralsTo(person).Select(message => message.Text))}");
            return Find()!;
        }

        /// <summary>Waits for the message with this text and clicks its button.</summary>
        public async Task ClickEphemeralAsync(SlackPerson person, string words, string button)
        {
            var message = await world.EphemeralAsync(person, words);
            var answer = await person.ClickAsync(message.Channel, message.Ts, button);
            Assert.That(answer.Ok, Is.True, answer.Failure);
        }

        /// <summary>Opens the declare form by command and waits until it is filled.</summary>
        public async Task OpenDeclareFormAsync(SlackPerson person, string title = "")
        {
            var answer = await person.CommandAsync("/incident", title, World.General);
            Assert.That(answer.Text, Is.Empty);
            await world.UntilFormAsync(person, "What is broken?");
        }

        /// <summary>Declares by form and waits for the room.</summary>
        public async Task<Room> DeclareByFormAsync(SlackPerson person, params IEnumerable<(string Field, string Value)> values)
        {
            var before = world.RoomNames();
            await world.OpenDeclareFormAsync(person);
            var answer = await person.SubmitAsync([("title", "API is down"), .. values]);
            Assert.That(answer.View?.Title, Is.EqualTo("Declared"), string.Join(';', answer.Errors.Values) + answer.Failure);
            return await world.RoomAfterAsync(before);
        }
    }

    extension(Room room)
    {
        /// <summary>Clicks a button of the pinned headline.</summary>
        public async Task ClickHeadlineAsync(SlackPerson person, string button)
        {
            var answer = await person.ClickAsync(room.Id, room.Headline.Ts, button);
            Assert.That(answer.Ok, Is.True, answer.Failure);
        }

        /// <summary>The number of messages with this text in the room.</summary>
        public int CountSaying(string words) => room.Messages.Count(message => message.Everything.Contains(words, StringComparison.Ordinal));

        /// <summary>Causes one last message and waits for it, so that all earlier messages of the room are there.</summary>
        public async Task SettleAsync(SlackPerson person, string words = "nothing else to say")
        {
            await room.RunAsync(person, $"update {words}");
            await room.UntilSaidAsync(words);
        }
    }
}
