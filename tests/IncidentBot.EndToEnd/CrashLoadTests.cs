using System.Collections.Concurrent;
using System.Globalization;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>The bot's process is killed while many people declare at once.</summary>
[Parallelizable]
internal sealed class CrashLoadTests
{
    private const int Crowd = 200;
    private const int AtOnce = 32;

    // A few kills in every run; tests/run.sh --long sets more.
    private static readonly int Kills = CrashSize.Of("LOAD_KILLS", 2);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };

    [OneTimeTearDown]
    public void CloseHttp() => http.Dispose();

    [Test]
    public async Task A_kill_under_load_keeps_each_acknowledged_command_once_and_recognises_its_redelivery()
    {
        var random = new Random(await CrashSize.SeedAsync());
        await using var world = await CrashWorld.StartAsync(new Dictionary<string, string>());
        // Acknowledgements must not depend on Slack, and a crowd's rooms would take minutes at Slack's rate.
        world.Slack.Faults.Down();
        await world.StartBotAsync();

        for (var kill = 0; kill < Kills; kill++)
        {
            var crowd = Enumerable.Range(0, Crowd).Select(number => new Delivery(world, $"crowd {kill} outage {number}")).ToList();
            var heard = await KilledAmidAsync(world, crowd, random.Next(1, Crowd / 2));
            await world.StartBotAsync();
            var kept = await TitlesAsync(world, kill);
            var again = await SendAsync(world, crowd, _ => Task.CompletedTask);

            await TestContext.Out.WriteLineAsync($"{heard.Count} were acknowledged, {kept.Count} were kept.");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(heard, Has.Count.LessThan(Crowd), "some were in flight");
                Assert.That(kept, Is.SupersetOf(heard.Keys).And.Unique);
                Assert.That(again.Values, Has.All.Contain("Declared"));
                Assert.That(again.Where(one => heard.ContainsKey(one.Key)), Is.EquivalentTo(heard), "a redelivery gets the earlier answer");
                Assert.That(await TitlesAsync(world, kill), Is.EquivalentTo(crowd.Select(one => one.Title)), "each is stored once");
            }
        }

        Assert.That(
            await world.QueryAsync<string>("select incident_id || ' ' || payload from outbox where payload like '%\"intent\":\"open_room\"%'"),
            Is.Unique.And.Count.EqualTo(Kills * Crowd),
            "one room to be opened for each");
    }

    // The kill comes after this many responses, with others in flight.
    private async Task<IReadOnlyDictionary<string, string>> KilledAmidAsync(CrashWorld world, IReadOnlyList<Delivery> crowd, int answers)
    {
        var left = answers;
        var dying = new TaskCompletionSource();
        var sending = SendAsync(world, crowd, async _ =>
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                await world.KillAsync();
                dying.SetResult();
            }
        });
        await dying.Task;
        return await sending;
    }

    // The answered commands, with their answers.
    private async Task<IReadOnlyDictionary<string, string>> SendAsync(CrashWorld world, IReadOnlyList<Delivery> crowd, Func<string, Task> heard)
    {
        var url = new Uri(await world.Bots.Single().AddressAsync(), "/slack/command");
        var answers = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(crowd, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (delivery, cancellationToken) =>
        {
            using var request = delivery.To(url);
            try
            {
                using var response = await http.SendAsync(request, cancellationToken);
                answers[delivery.Title] = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken);
            }
            catch (HttpRequestException)
            {
                // The bot is dead: this command got no acknowledgement.
                return;
            }

            await heard(delivery.Title);
        });
        return answers;
    }

    private static Task<IReadOnlyList<string>> TitlesAsync(CrashWorld world, int kill) =>
        world.QueryAsync<string>(string.Create(CultureInfo.InvariantCulture, $"select title from incident where title like 'crowd {kill} %'"));

    /// <summary>A command exactly as Slack sends it, the first time or again.</summary>
    private sealed class Delivery(CrashWorld world, string title)
    {
        private readonly DateTimeOffset at = TimeProvider.System.GetUtcNow();

        public string Title => title;

        public HttpRequestMessage To(Uri url) => new SlackRequests(world.Workspace.App.SigningSecret).Signed(url, RawSlack.CommandForm(world.Workspace, world.Ada, $"declare critical: {title}"), SlackRequests.Form, at);
    }
}
