using IncidentBot.Subscriptions.Mail;
using IncidentBot.Tests.Subscriptions.Support;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Mail servers that answer late or not at all. The clock is the tests': no test waits.</summary>
internal sealed class SlowMailServerTests
{
    private static readonly SmtpLimits Limits = new();

    [TestCase(30)]
    [TestCase(5 * 60)]
    [TestCase((10 * 60) - 1)]
    public async Task A_server_that_answers_late_gets_the_mail_once(int seconds)
    {
        var answer = new TaskCompletionSource();
        await using var server = new MailServer { BeforeAnswer = answer.Task };
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty);

        for (var second = 0; second < seconds; second += 10)
            relay.Time.Advance(TimeSpan.FromSeconds(Math.Min(10, seconds - second)));
        answer.SetResult();
        var outcome = await sending;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome, Is.EqualTo(new MailOutcome.Accepted()));
            Assert.That((server.Mails.Count, server.Connections), Is.EqualTo((1, 1)));
        }
    }

    [Test]
    public async Task After_ten_minutes_without_an_answer_the_mail_is_in_doubt()
    {
        await using var server = new MailServer { BeforeAnswer = new TaskCompletionSource().Task };
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty);

        relay.Time.Advance(Limits.EndOfData);

        Assert.That(await sending, Is.EqualTo(new MailOutcome.Unknown("no answer at the end of the mail")));
    }

    [Test]
    public async Task The_answer_to_a_mail_is_awaited_beyond_the_limit_of_an_attempt()
    {
        var answer = new TaskCompletionSource();
        await using var server = new MailServer { BeforeAnswer = answer.Task };
        await using var relay = new TestRelay(server.Port);
        using var attempt = new CancellationTokenSource();
        var sending = relay.SendAsync("one@example.com", cancellationToken: attempt.Token);
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty);

        await attempt.CancelAsync();
        relay.Time.Advance(TimeSpan.FromMinutes(5));
        answer.SetResult();

        Assert.That(await sending, Is.EqualTo(new MailOutcome.Accepted()));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_stopping_program_waits_twenty_seconds_for_the_answer(bool isStoppedBefore)
    {
        await using var server = new MailServer { BeforeAnswer = new TaskCompletionSource().Task };
        await using var relay = new TestRelay(server.Port);
        if (isStoppedBefore)
            await relay.StopAsync();
        var sending = relay.SendAsync("one@example.com");
        await Eventually.IsTrueAsync(() => !server.Mails.IsEmpty);
        if (!isStoppedBefore)
            await relay.StopAsync();

        relay.Time.Advance(Limits.Command - TimeSpan.FromSeconds(1));
        var early = sending.IsCompleted;
        relay.Time.Advance(TimeSpan.FromSeconds(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await sending, Is.EqualTo(new MailOutcome.Unknown("no answer at the end of the mail")));
            Assert.That(early, Is.False);
        }
    }

    [Test]
    public async Task While_eight_mails_wait_for_their_answer_no_other_is_sent()
    {
        var answer = new TaskCompletionSource();
        await using var server = new MailServer { BeforeAnswer = answer.Task };
        await using var relay = new TestRelay(server.Port);
        var sending = Enumerable.Range(0, MailRelay.MostInFlight).Select(number => relay.SendAsync($"r{number}@example.com")).ToList();
        await Eventually.IsTrueAsync(() => server.Mails.Count == MailRelay.MostInFlight);

        var ninth = await relay.SendAsync("late@example.com").WaitAsync(TimeSpan.FromSeconds(10));
        var rests = relay.RestsBecause;
        answer.SetResult();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ninth, Is.EqualTo(new MailOutcome.Later("the mail server has yet to answer for 8 mails")));
            Assert.That(rests, Is.EqualTo("the mail server has yet to answer for 8 mails"));
            Assert.That(await Task.WhenAll(sending), Has.All.EqualTo(new MailOutcome.Accepted()));
            Assert.That((server.Connections, relay.RestsBecause), Is.EqualTo((MailRelay.MostInFlight, (string?)null)));
        }
    }

    [Test]
    public async Task A_server_that_says_nothing_is_given_up_after_fifteen_seconds()
    {
        var isHere = new TaskCompletionSource();
        await using var server = new ScriptedMailServer(client =>
        {
            isHere.SetResult();
            return client.HangAsync();
        });
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");
        await isHere.Task;

        relay.Time.Advance(Limits.Connection);

        Assert.That(await sending, Is.EqualTo(new MailOutcome.Later("the mail server cannot be reached")));
    }

    [TestCase(0, Description = "MAIL")]
    [TestCase(1, Description = "RCPT")]
    [TestCase(2, Description = "DATA")]
    public async Task A_command_that_is_not_answered_is_given_up_after_twenty_seconds_and_the_mail_is_not_in_doubt(int answered)
    {
        var isSilent = new TaskCompletionSource();
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.GreetAsync();
            foreach (var answer in new[] { "250 OK", "250 OK" }.Take(answered))
                await client.AnswerAsync(answer);
            await client.ReadLineAsync();
            isSilent.SetResult();
            await client.HangAsync();
        });
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");
        await isSilent.Task;

        relay.Time.Advance(Limits.Command - TimeSpan.FromSeconds(1));
        var early = sending.IsCompleted;
        relay.Time.Advance(TimeSpan.FromSeconds(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await sending, Is.EqualTo(new MailOutcome.Later("the connection to the mail server broke")));
            Assert.That(early, Is.False);
        }
    }

    [Test]
    public async Task Each_command_has_its_twenty_seconds()
    {
        var (asked, answer) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        await using var server = new ScriptedMailServer(async client =>
        {
            await client.GreetAsync();
            foreach (var line in new[] { "250 OK", "250 OK", "354 Go on" })
            {
                await client.ReadLineAsync();
                asked.Release();
                await answer.WaitAsync();
                await client.SayAsync(line);
            }

            while (await client.ReadLineAsync() is not ".")
            {
            }

            await client.SayAsync("250 OK");
            await client.ReadLineAsync();
        });
        await using var relay = new TestRelay(server.Port);
        var sending = relay.SendAsync("one@example.com");

        for (var command = 0; command < 3; command++)
        {
            await asked.WaitAsync();
            relay.Time.Advance(Limits.Command - TimeSpan.FromSeconds(1));
            answer.Release();
        }

        Assert.That(await sending, Is.EqualTo(new MailOutcome.Accepted()));
    }
}
