using System.Diagnostics;
using IncidentBot.Configuration;
using IncidentBot.Storage;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentBot.EndToEnd;

/// <summary>The bot is killed repeatedly while an update is delivered to many subscribers.</summary>
[Parallelizable]
internal sealed class CrashSubscriberTests
{
    // A thousand in every run; a hundred thousand when asked for.
    private static readonly int Crowd = CrashSize.Of("SUBSCRIBERS", 1_500);
    private static readonly int Kills = CrashSize.Of("SUBSCRIBER_KILLS", 3);
    private const int UnderWay = 8;

    [Test]
    public async Task Every_subscriber_gets_the_update_and_only_mails_in_flight_at_a_kill_may_come_twice()
    {
        await using var mail = new MailServer();
        await using var world = await CrashWorld.StartAsync(new Dictionary<string, string>
        {
            ["StatusPage__Url"] = "https://status.example.com",
            ["Subscriptions__Smtp__Host"] = "127.0.0.1",
            ["Subscriptions__Smtp__Port"] = $"{mail.Port}",
            ["Subscriptions__Smtp__Tls"] = "None",
            ["Subscriptions__Smtp__From"] = "status@example.com",
        });
        await world.StartBotAsync();
        await AddCrowdAsync(world.Database);
        await PublishAsync(world);
        var watch = Stopwatch.StartNew();

        for (var kill = 1; kill <= Kills; kill++)
        {
            var soFar = Crowd * kill / (Kills + 1);
            await world.UntilAsync(() => Task.FromResult(mail.Mails.Count >= soFar ? "" : $"{mail.Mails.Count} of {soFar} mails"), TimeSpan.FromMinutes(20));
            await world.KillAsync();
            await world.StartBotAsync();
        }

        await world.UntilAsync(() => Task.FromResult(mail.Mails.Select(one => one.Recipient).Distinct().Count() == Crowd ? "" : $"{mail.Mails.Count} mails"), TimeSpan.FromMinutes(20));
        await world.QuietAsync(TimeSpan.FromMinutes(2));
        TestContext.Out.WriteLine($"{Crowd} recipients, {Kills} kills: {watch.Elapsed.TotalSeconds:0.0} s, {mail.Mails.Count - Crowd} mails twice");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Mails.Count - Crowd, Is.InRange(0, UnderWay * Kills));
            Assert.That(mail.Mails.GroupBy(one => one.Recipient).Select(mails => mails.Select(one => one.Header("Message-ID")).Distinct().Count()), Has.All.EqualTo(1), "a repeated mail has the same Message-ID");
            Assert.That(mail.Faults, Is.Empty);
        }
    }

    private static async Task AddCrowdAsync(string path)
    {
        await using var database = SqliteDatabase.OpenBeside(new StorageOptions { Path = path }, NullLogger.Instance);
        foreach (var some in Enumerable.Range(0, Crowd).Chunk(1_000))
        {
            await database.WriteAsync(
                session => session.ExecuteWithRowsAsync(
                    "insert into subscriber (kind, address, contact, token, everything, state, failures, confirmed_at)",
                    [.. some.Select(number => new object?[] { "email", $"r{number}@example.com", $"r{number}@example.com", $"token-{number}", true, "active", 0, 0L })]),
                CancellationToken.None);
        }
    }

    private static async Task PublishAsync(CrashWorld world)
    {
        await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        await world.QuietAsync();
        await world.Ada.CommandAsync("/incident", "statuspage API requests fail for all customers. We are rolling back a change.", world.Rooms[0].Id);
        await world.UntilAsync(
            () => Task.FromResult(world.Workspace.OpenView(world.Ada.Id)?.Definition.GetRawText().Contains("rolling back", StringComparison.Ordinal) == true ? "" : "no form"), TimeSpan.FromMinutes(1));
        await world.Ada.SubmitAsync([]);
        await world.Ada.SubmitAsync([]);
    }
}
