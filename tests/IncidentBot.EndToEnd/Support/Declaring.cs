using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Support;

internal static class Declaring
{
    extension(World world)
    {
        /// <summary>Declares by form and waits for the room. Fields are named by block id.</summary>
        public async Task<Room> DeclareByFormAsync(SlackPerson by, string title, params (string Field, string Value)[] more)
        {
            var before = world.RoomNames();
            await by.CommandAsync("/incident", "", World.General);
            await world.UntilFormAsync(by, "What is broken?");
            var answer = await by.SubmitAsync([("title", title), .. more]);
            Assert.That(answer.Outcome, Is.EqualTo(SubmitOutcome.Updated), answer.Failure + string.Join(';', answer.Errors));
            await by.CloseViewAsync(all: true);
            return await world.RoomAfterAsync(before);
        }
    }
}
