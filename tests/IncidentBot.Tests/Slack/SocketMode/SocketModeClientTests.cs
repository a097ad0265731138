using IncidentBot.Slack.SocketMode;
using IncidentBot.SlackEmulator;
using IncidentBot.Tests.Emulator;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack.SocketMode;

/// <summary>The life of connections, against the emulated Slack.</summary>
public sealed class SocketModeClientTests
{
    private static readonly SlackEmulatorOptions Patient = new() { AnswerLimit = TimeSpan.FromSeconds(20), EnforceRateLimits = false };

    [Test]
    public async Task Keeps_as_many_connections_as_asked_for_the_second_some_time_after_the_first()
    {
        await using var slack = await SocketSlackAsync();
        var clock = new HandMovedTime(new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero));
        await using var listening = new Listening(slack.Server.ApiBaseUrl, new SocketModeOptions(), clock: clock);
        await Eventually.IsTrueAsync(() => listening.Client.Status.ConnectedSince.Count == 1);

        clock.Move(TimeSpan.FromSeconds(9.9));
        var early = slack.Server.Calls.Count;
        clock.Move(TimeSpan.FromSeconds(0.1));
        await Eventually.IsTrueAsync(() => listening.Client.Status.ConnectedSince.Count == 2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(early, Is.EqualTo(1));
            Assert.That(listening.Client.Status.ConnectedSince[1] - listening.Client.Status.ConnectedSince[0], Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(listening.Client.Status, Has.Property("WithoutSince").Null.And.Property("Trouble").Null.And.Property("Wanted").EqualTo(2));
        }
    }

    [TestCase("warning")]
    [TestCase("refresh_requested")]
    [TestCase("something_new")]
    public async Task Opens_the_successor_before_the_old_one_goes_and_still_answers_on_the_old_one(string reason)
    {
        var finish = new TaskCompletionSource();
        await using var slack = await SocketSlackAsync();
        await using var listening = new Listening(slack.Server.ApiBaseUrl, Listening.Impatient, async (envelope, cancellationToken) =>
        {
            if (envelope is SlashCommandEnvelope { Payload.Text: "slow" })
                await finish.Task.WaitAsync(cancellationToken);
            return new Acknowledgement("""{"text":"done"}""");
        });
        await ConnectedAsync(slack, 1);
        var slow = slack.Ada.CommandAsync("/incident", "slow", "general");
        await Eventually.IsTrueAsync(() => listening.Heard.Count == 1);

        await slack.Server.Sockets.DisconnectAsync(reason);
        await ConnectedAsync(slack, 2);
        var quick = await slack.Ada.CommandAsync("/incident", "quick", "general");
        finish.SetResult();
        var answer = await slow;
        await ConnectedAsync(slack, 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((quick.Text, answer.Text), Is.EqualTo(("done", "done")));
            Assert.That(slack.Server.Sockets.Envelopes.Select(envelope => envelope.Connection), Is.EqualTo(new[] { 1, 2 }));
            Assert.That(slack.Server.Sockets.Opened, Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Notices_that_a_connection_is_dead_although_it_looks_open()
    {
        await using var slack = await SocketSlackAsync();
        await using var listening = new Listening(
            slack.Server.ApiBaseUrl, Listening.Impatient with { KeepAliveInterval = TimeSpan.FromMilliseconds(100), KeepAliveTimeout = TimeSpan.FromMilliseconds(300) });
        await ConnectedAsync(slack, 1);

        slack.Server.Sockets.DieSilently();

        await ConnectedAsync(slack, 1);
        Assert.That(slack.Server.Sockets.Opened, Is.GreaterThan(1));
    }

    [Test]
    public async Task Gives_up_on_a_connection_that_is_not_greeted()
    {
        await using var slack = await SocketSlackAsync();
        slack.Server.Sockets.WithholdHello(2);
        await using var listening = new Listening(slack.Server.ApiBaseUrl, Listening.Impatient with { HelloTimeout = TimeSpan.FromMilliseconds(500) });

        await ConnectedAsync(slack, 1);

        Assert.That(slack.Server.Sockets.Opened, Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task Waits_thirty_seconds_for_the_greeting()
    {
        await using var slack = await SocketSlackAsync();
        slack.Server.Sockets.WithholdHello();
        var clock = new HandMovedTime(new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero));
        await using var listening = new Listening(slack.Server.ApiBaseUrl, Listening.Impatient with { HelloTimeout = new SocketModeOptions().HelloTimeout }, clock: clock);
        await Eventually.IsTrueAsync(() => slack.Server.Sockets.Opened == 1);

        clock.Move(TimeSpan.FromSeconds(29));
        var early = listening.Client.Status.Trouble;
        clock.Move(TimeSpan.FromSeconds(1));
        await Eventually.IsTrueAsync(() => listening.Client.Status.Trouble is not null);

        Assert.That(early, Is.Null);
        Assert.That(listening.Client.Status.Trouble, Is.EqualTo(new SocketTrouble.NotReached("no hello within 30 s")));
    }

    [Test]
    public async Task Switched_off_it_stops_says_so_and_looks_again_much_later()
    {
        await using var slack = await SocketSlackAsync();
        var clock = new HandMovedTime(new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero));
        await using var listening = new Listening(slack.Server.ApiBaseUrl, Listening.Impatient with { RefusedPause = TimeSpan.FromMinutes(5) }, clock: clock);
        await ConnectedAsync(slack, 1);

        await slack.Server.Sockets.SwitchOffAsync();
        await Eventually.IsTrueAsync(() => listening.Client.Status is { Trouble: SocketTrouble.SwitchedOff, ConnectedSince.Count: 0 });
        clock.Move(TimeSpan.FromMinutes(4));
        var tries = slack.Server.Sockets.Opened;
        slack.Server.Sockets.SwitchOn();
        await MoveUntilAsync(clock, () => slack.Server.Sockets.Count == 1);

        Assert.That(tries, Is.EqualTo(1));
    }

    [TestCase("invalid_auth")]
    [TestCase("account_inactive")]
    [TestCase("user_removed_from_team")]
    [TestCase("team_disabled")]
    [TestCase("forbidden_team")]
    [TestCase("missing_scope")]
    public async Task Does_not_hammer_at_a_refusal_only_a_person_can_mend(string code)
    {
        await using var slack = await SocketSlackAsync();
        slack.Server.Faults.Refuse("apps.connections.open", code, times: 100);
        await using var listening = new Listening(slack.Server.ApiBaseUrl);

        await Eventually.IsTrueAsync(() => listening.Client.Status.Trouble is not null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(listening.Client.Status.Trouble, Is.EqualTo(new SocketTrouble.Refused(code)));
            Assert.That(listening.Client.Status.WithoutSince, Is.Not.Null);
            Assert.That(slack.Server.Calls, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task The_bots_token_opens_no_connection()
    {
        await using var slack = await SocketSlackAsync();
        await using var listening = new Listening(slack.Server.ApiBaseUrl, token: slack.Workspace.App.BotToken);

        await Eventually.IsTrueAsync(() => listening.Client.Status.Trouble is SocketTrouble.Refused);

        Assert.That(listening.Client.Status.Trouble, Is.EqualTo(new SocketTrouble.Refused("not_allowed_token_type")));
    }

    [Test]
    public async Task Whatever_else_goes_wrong_it_tries_until_it_works()
    {
        await using var slack = await SocketSlackAsync();
        slack.Server.Faults.FailWith500("apps.connections.open");
        slack.Server.Faults.ResetBeforeEffect("apps.connections.open");
        slack.Server.Faults.Refuse("apps.connections.open", "internal_error");
        slack.Server.Faults.Refuse("apps.connections.open", "something_new");
        slack.Server.Faults.LoseAnswerAfterEffect("apps.connections.open");
        await using var listening = new Listening(slack.Server.ApiBaseUrl);

        await ConnectedAsync(slack, 1);
        // Slack sees the connection before its greeting has arrived.
        await Eventually.IsTrueAsync(() => listening.Client.Status.Trouble is null);

        Assert.That(slack.Server.Calls, Has.Count.EqualTo(6));
    }

    [Test]
    public void The_pauses_double_up_to_a_minute_and_are_never_quite_the_same()
    {
        var options = new SocketModeOptions();

        var shortest = Enumerable.Range(0, 9).Select(failures => options.PauseAfter(failures, 0).TotalSeconds);
        var longest = Enumerable.Range(0, 9).Select(failures => options.PauseAfter(failures, 1).TotalSeconds);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(shortest, Is.EqualTo(new[] { 0.5, 0.5, 1, 2, 4, 8, 16, 30, 30 }));
            Assert.That(longest, Is.EqualTo(new double[] { 1, 1, 2, 4, 8, 16, 32, 60, 60 }));
            Assert.That(options.PauseAfter(int.MaxValue, 1), Is.EqualTo(TimeSpan.FromMinutes(1)));
        }
    }

    [Test]
    public async Task An_event_that_was_not_acknowledged_comes_again()
    {
        await using var slack = await SocketSlackAsync();
        var refusals = 2;
        await using var listening = new Listening(slack.Server.ApiBaseUrl, handle: async (_, cancellationToken) =>
        {
            // An answer that comes too late is none: the connection breaks first.
            if (Interlocked.Decrement(ref refusals) < 0)
                return Acknowledgement.Empty;
            slack.Server.Sockets.Cut();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return null;
        });
        await ConnectedAsync(slack, 1);

        await slack.Ada.SayAsync("general", "hello");

        var events = listening.Heard.OfType<EventEnvelope>().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Select(envelope => envelope.RetryAttempt), Is.EqualTo(new[] { 0, 1, 2 }));
            Assert.That(events.Select(envelope => ((IncidentBot.Slack.Requests.EventCallback)envelope.Payload).EventId).Distinct().Count(), Is.EqualTo(1));
        }
    }

    private static async Task<EmulatedSlack> SocketSlackAsync()
    {
        var slack = await EmulatedSlack.StartAsync(Patient);
        slack.Server.ConnectBySocket();
        return slack;
    }

    private static Task ConnectedAsync(EmulatedSlack slack, int count) => Eventually.IsTrueAsync(() => slack.Server.Sockets.Count == count);

    // How much time is missing until the next try is chance.
    private static Task MoveUntilAsync(HandMovedTime clock, Func<bool> condition) => Eventually.IsTrueAsync(() =>
    {
        clock.Move(TimeSpan.FromSeconds(10));
        return condition();
    });
}
