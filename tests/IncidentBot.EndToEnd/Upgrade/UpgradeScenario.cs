using IncidentBot.Core.StatusPage;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Subscriptions;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IncidentBot.EndToEnd.Upgrade;

/// <summary>
/// A morning of incidents. The mail server and the external status page never answer, and Slack stops answering before the end. So the database holds open and
/// ended incidents, spoken and armed reminders, waiting outbox rows of every kind, subscribers, and public updates in every state.
/// </summary>
internal static class UpgradeScenario
{
    public const string SecurityTitle = "Keys are leaked";

    private static readonly TimeSpan Undo = TimeSpan.FromSeconds(61);

    private const string Words = "API requests fail for all customers. We are rolling back a change.";

    public static readonly DateTimeOffset Begin = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Late enough for every armed reminder to be due.</summary>
    public static readonly DateTimeOffset Later = Begin.AddHours(4);

    /// <summary>The bot's settings, with the port of the mail server and the address of the external status page.</summary>
    public static IReadOnlyList<string> Settings(int smtpPort, Uri externalPage) =>
    [
        "--StatusPage:Publishing:Policy=approval",
        "--StatusPage:Publishing:Approvers=U0GRACE01",
        "--StatusPage:Publishing:UndoSeconds=60",
        $"--Subscriptions:SlackChannels:{World.General}:Components=*",
        "--Subscriptions:Smtp:Host=127.0.0.1",
        $"--Subscriptions:Smtp:Port={smtpPort}",
        "--Subscriptions:Smtp:Tls=None",
        "--Subscriptions:Smtp:From=status@example.com",
        "--Publishing:Atlassian:ApiKey=the-api-key-of-the-page",
        "--Publishing:Atlassian:PageId=abc123page",
        $"--Publishing:Atlassian:BaseUrl={externalPage}",
        "--Publishing:Atlassian:Components:api=theirapi",
    ];

    public static async Task PlayAsync(World world)
    {
        await SubscribeAsync(world, "mail@example.com", SubscriberKind.Email, SubscriptionScope.All);
        await SubscribeAsync(world, "https://hooks.example.com/status", SubscriberKind.Webhook, SubscriptionScope.All);
        await SubscribeAsync(world, "api@example.com", SubscriberKind.Email, SubscriptionScope.ToComponents(["api"]));

        var outage = await world.DeclareAsync();
        await OutageAsync(world, outage);
        await EndedAsync(world);
        await OthersAsync(world);
        await WaitForEmptySlackAsync(world);

        var second = await world.DeclareAsync("critical: Payments fail");
        await UpdatesForApprovalAsync(world, second);
        await WaitForEmptySlackAsync(world);
        await WhileSlackIsAwayAsync(world, outage);
    }

    // INC-1: both roles, a corrected public update, a snooze and a promise.
    private static async Task OutageAsync(World world, Room room)
    {
        await room.RunAsync(world.Grace, "lead me");
        await room.RunAsync(world.Grace, "messenger @linus");
        await room.RunAsync(world.Grace, "impact yes");
        await room.RunAsync(world.Grace, "severity major");
        await room.RunAsync(world.Grace, "severity critical");
        await room.RunAsync(world.Grace, "rename API fails for everyone");
        await room.RunAsync(world.Grace, "note looked at the graphs");
        await PublishAsync(world, room, Words, ("API", "major_outage"));
        world.Move(Undo);
        await room.UntilSaidAsync("Customers were told");
        await room.RunAsync(world.Linus, "statuspage correct");
        await world.UntilFormAsync(world.Linus, "Tell those who got this update");
        var preview = await world.Linus.SubmitAsync([("text", "API requests fail for customers in the EU. We are rolling back a change. Next update in 20 minutes. Questions: support@example.com.")]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values));
        await world.Linus.SubmitAsync([]);
        await ApproveAsync(world, room);
        world.Move(Undo);
        await room.UntilSaidAsync("Corrected for customers");
        await room.RunAsync(world.Grace, "snooze 5m internal");
        await room.RunAsync(world.Grace, "update we found the change phase:identified");
        await room.RunAsync(world.Grace, "next 25m internal");
    }

    // INC-2: resolved, reopened, resolved and closed, with a backfilled public update. INC-3: a false alarm. INC-4: merged into INC-1.
    private static async Task EndedAsync(World world)
    {
        var over = await world.DeclareAsync("critical: Exports are late");
        await over.RunAsync(world.Ada, "lead me");
        await over.RunAsync(world.Ada, "resolve confirm restarted the workers");
        await over.RunAsync(world.Ada, "reopen it is back");
        await over.RunAsync(world.Ada, "resolve confirm restarted the other workers");
        await over.RunAsync(world.Linus, "statuspage backfill");
        await world.UntilFormAsync(world.Linus, "When was it?");
        var when = world.Time.GetUtcNow().AddMinutes(-5);
        var preview = await world.Linus.SubmitAsync([("when", when.ToString("yyyy-MM-dd HH:mm") + " UTC"), ("text", "Exports are late for all customers. We are restarting them. Next update in 20 minutes. Questions: support@example.com.")]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values));
        await world.Linus.SubmitAsync([]);
        await ApproveAsync(world, over);
        world.Move(Undo);
        await over.UntilSaidAsync("Added afterwards");
        await over.RunAsync(world.Ada, "close");

        var alarm = await world.DeclareAsync("major: Disk is full");
        await alarm.RunAsync(world.Ada, "false-positive a load test");

        await world.DeclareAsync("critical: Sign-in fails");
        await world.Ada.CommandAsync("/incident", "merge INC-4 INC-1", World.General);
    }

    // INC-5: suspected, then accepted. INC-6: a security incident. INC-7: backfilled.
    private static async Task OthersAsync(World world)
    {
        var suspected = await world.DeclareByFormAsync(world.Ada, ("title", "Search is slow"), ("severity", "Major"), ("kind", "suspected"));
        await suspected.RunAsync(world.Ada, "accept");

        await world.Ada.CloseViewAsync(all: true);
        await world.DeclareByFormAsync(world.Ada, ("title", SecurityTitle), ("kind", "security"));
        await world.Ada.CloseViewAsync(all: true);

        var began = world.Time.GetUtcNow().AddDays(-3);
        await world.Linus.CommandAsync("/incident", "backfill", World.General);
        await world.UntilFormAsync(world.Linus, "When did it begin?");
        await world.Linus.SubmitAsync([("title", "Mail was late"), ("started", $"{began:yyyy-MM-dd HH:mm}"), ("ended", $"{began.AddHours(1):yyyy-MM-dd HH:mm}")]);
        await world.Linus.CloseViewAsync(all: true);
    }

    // INC-8: one update was withdrawn and one waits for approval. A preview of another update is not confirmed.
    private static async Task UpdatesForApprovalAsync(World world, Room room)
    {
        await WriteAsync(world, room, "Payments fail for all customers. We are investigating.");
        await ApproveAsync(world, room);
        await room.RunAsync(world.Linus, "statuspage undo");
        await WriteAsync(world, room, "Payments by card fail for all customers. We are investigating.");
        await UntilAskedAsync(world, room);
        await room.RunAsync(world.Ada, "statuspage");
        await world.UntilFormAsync(world.Ada, "What customers read");
        await world.Ada.SubmitAsync([("text", "Payments fail for some customers. We are investigating. Next update in 20 minutes. Questions: support@example.com.")]);
    }

    // Slack answers for forms only, so messages wait and INC-9 gets no room. An update of INC-1 is approved and about to leave.
    private static async Task WhileSlackIsAwayAsync(World world, Room outage)
    {
        foreach (var method in new[] { "chat.*", "conversations.*", "pins.*", "bookmarks.*" })
            world.Slack.Faults.FailWith500(method, 1_000_000);
        await world.Ada.CommandAsync("/incident", "declare major: Reports are empty", World.General);
        await outage.RunAsync(world.Linus, "update the rollback is half done");
        await outage.RunAsync(world.Linus, "lead me");
        using var subscription = new FormUrlEncodedContent([KeyValuePair.Create("email", "new@example.com")]);
        using var asked = await world.Http.PostAsync("/status/subscribe", subscription);
        using var report = new FormUrlEncodedContent([KeyValuePair.Create("text", "My invoices are missing too.")]);
        using var sent = await world.Http.PostAsync("/status/incidents/1/reader", report);
        world.Move(TimeSpan.FromMinutes(31));
        await world.SweptAsync();
        await WriteAsync(world, outage, "API requests fail for customers in the EU. We have found the cause and are rolling back a change.");
        var approved = await outage.RunAsync(world.Grace, "statuspage approve");
        Assert.That(approved, Does.Contain("It will be published at"));
    }

    private static async Task PublishAsync(World world, Room room, string text, params IEnumerable<(string, string)> components)
    {
        await WriteAsync(world, room, text, components);
        await ApproveAsync(world, room);
    }

    private static async Task WriteAsync(World world, Room room, string text, params IEnumerable<(string, string)> components)
    {
        await room.RunAsync(world.Linus, "statuspage");
        await world.UntilFormAsync(world.Linus, "What customers read");
        var preview = await world.Linus.SubmitAsync([("text", text + " Next update in 20 minutes. Questions: support@example.com."), .. components]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors.Values) + preview.Failure);
        await world.Linus.SubmitAsync([]);
        await world.Linus.CloseViewAsync(all: true);
    }

    private static async Task ApproveAsync(World world, Room room)
    {
        var asked = await UntilAskedAsync(world, room);
        await world.Grace.ClickAsync(room.Id, asked.Ts, "incident_approve");
        await world.UntilAsync(() => Asked(room) is null, "the approval");
    }

    private static async Task<SlackMessage> UntilAskedAsync(World world, Room room)
    {
        await world.UntilAsync(() => Asked(room) is not null, $"the question for approval\n{room.Words}");
        return Asked(room)!;
    }

    private static SlackMessage? Asked(Room room) => room.Messages.LastOrDefault(message => message.Everything.Contains("incident_approve", StringComparison.Ordinal));

    private static Task SubscribeAsync(World world, string address, SubscriberKind kind, SubscriptionScope scope) => world.Services.GetRequiredService<IDatabase>().WriteAsync(
        session => new SubscriberStore().ConfirmAsync(
            session, SubscribedWorld.Request(address, scope, kind), SecretText.New(), kind == SubscriberKind.Webhook ? "the secret" : null, Instant.FromDateTimeOffset(world.Time.GetUtcNow())),
        CancellationToken.None);

    // Rows for subscribers and the external page go on waiting.
    private static Task WaitForEmptySlackAsync(World world) => Tests.Eventually.IsTrueAsync(() => world.Services.GetRequiredService<IDatabase>().ReadAsync(
        session => session.SingleAsync<bool>("select not exists (select 1 from outbox where kind = 'slack' and state in ('pending', 'in_flight'))"), CancellationToken.None));
}
