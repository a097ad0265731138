using IncidentBot.Core.StatusPage;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Mail;
using IncidentBot.Tests.Subscriptions.Support;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>What subscribers get by mail, from the engine to their mailbox.</summary>
internal sealed class UpdatesByMailTests
{
    [Test]
    public async Task An_update_arrives_with_its_text_its_components_and_a_link_to_unsubscribe()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        var id = await world.AddAsync("one@example.com");
        var token = (await world.FindAsync(id))!.Token;
        var incident = await world.DeclareAsync();

        await world.PublishAsync(incident, "Some requests fail.\nSorry & thanks <for> waiting.", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.PartialOutage));
        await world.DrainedAsync();

        var mail = world.Mail.Mails.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((mail.Sender, mail.Recipient), Is.EqualTo(("status@example.com", "one@example.com")));
            Assert.That(mail.Subject, Is.EqualTo("[Example] Investigating: API errors"));
            Assert.That(mail.Header("From"), Is.EqualTo("Exämple Status <status@example.com>"));
            Assert.That(mail.Text, Does.Contain("Some requests fail.\nSorry & thanks <for> waiting.").And.Contain("API: Partial outage").And.Contain("https://status.example.com/status/incidents/1"));
            Assert.That(mail.Html, Does.Contain("Some requests fail.<br>Sorry &amp; thanks &lt;for&gt; waiting."));
            Assert.That(mail.Header("List-Unsubscribe"), Is.EqualTo($"<https://status.example.com/status/unsubscribe?token={token}>"));
            Assert.That(mail.Raw, Does.Not.Contain("U0SECRETPERSON").And.Not.Contain("Internal"));
            Assert.That(world.Mail.Faults, Is.Empty);
        }
    }

    [Test]
    public async Task Updates_of_one_incident_arrive_in_order_and_in_one_thread()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync("one@example.com");
        var incident = await world.DeclareAsync();

        await world.PublishAsync(incident, "First");
        await world.PublishAsync(incident, "Second", PublicState.Identified);
        await world.DrainedAsync();

        var mails = world.Mail.Mails.ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mails.Select(mail => mail.Subject), Is.EqualTo(new[] { "[Example] Investigating: API errors", "[Example] Identified: API errors" }));
            Assert.That(mails.Select(mail => mail.Header("References")).Distinct().ToList(), Has.Count.EqualTo(1));
            Assert.That(mails.Select(mail => mail.Header("Message-ID")), Is.Unique);
        }
    }

    [Test]
    public async Task An_address_that_is_refused_three_times_in_a_row_gets_no_more_mails()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        var id = await world.AddAsync("gone@example.com");
        world.Mail.AnswerToRecipient = _ => "550 5.1.1 no such user";
        var incident = await world.DeclareAsync();

        for (var update = 0; update < MailDelivery.MostRefusals; update++)
        {
            await world.PublishAsync(incident, $"Update {update}");
            await world.DrainedAsync();
        }

        var rows = (await world.RowsAsync()).Where(row => row.Lane == $"subscriber:{id}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await world.FindAsync(id))!.State, Is.EqualTo(SubscriberState.Undeliverable));
            Assert.That(rows.Select(row => (row.State, row.LastError)), Has.All.EqualTo((OutboxState.Skipped, "the address was refused: 550 5.1.1")).And.Exactly(3).Items);
        }
    }

    [TestCase("550 5.1.8 sender address rejected: domain not found")]
    [TestCase("550 go away")]
    public async Task A_server_that_refuses_us_at_each_recipient_suspends_no_subscriber(string answer)
    {
        await using var world = await SubscribedWorld.OpenAsync();
        var id = await world.AddAsync("one@example.com");
        world.Mail.AnswerToRecipient = _ => answer;
        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(async () => (await world.RowsAsync()).Any(row => row is { State: not OutboxState.InFlight, LastError: not null } && row.Lane == $"subscriber:{id}"));
        var refused = await world.FindAsync(id);
        world.Mail.AnswerToRecipient = _ => null;

        world.Move(TimeSpan.FromSeconds(20));
        await world.DrainedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refused!.State, refused.Failures), Is.EqualTo((SubscriberState.Active, 0)));
            Assert.That(world.Mail.Mails, Has.Count.EqualTo(1), "it is tried again");
        }
    }

    [Test]
    public async Task A_server_that_is_busy_gets_the_mail_later_and_once()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        var id = await world.AddAsync("one@example.com");
        world.Mail.AnswerToRecipient = _ => "450 4.2.0 later";
        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(async () => (await world.RowsAsync()).Any(row => row.Lane == $"subscriber:{id}" && row.LastError == "450 4.2.0"));
        world.Mail.AnswerToRecipient = _ => null;

        world.Move(TimeSpan.FromSeconds(20));
        await world.DrainedAsync();

        Assert.That(world.Mail.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task While_the_mail_server_is_away_no_further_recipients_are_queued()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync("one@example.com");
        world.Mail.Greeting = "554 5.3.2 closed";
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "First");
        await Eventually.IsTrueAsync(async () => (await world.RowsAsync()).Any(row => row.Lane.StartsWith("subscriber:", StringComparison.Ordinal) && row.LastError is not null));

        await world.PublishAsync(incident, "Second", PublicState.Identified);
        await Eventually.IsTrueAsync(async () => (await world.RowsAsync()).Any(row => row.Lane.EndsWith(":email", StringComparison.Ordinal) && row.LastError is not null));

        var waiting = (await world.RowsAsync()).Where(row => row.State == OutboxState.Pending).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waiting.Select(row => row.Lane), Is.EqualTo(new[] { "subscriber:1", "fan-out:1:email" }));
            Assert.That(waiting.Select(row => row.LastError), Has.All.EqualTo("the mail server refused the connection: 554 5.3.2"));
        }
    }

    [Test]
    public async Task A_mail_whose_answer_was_lost_is_sent_again_with_the_same_id()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync("one@example.com");
        var lost = 0;
        world.Mail.AnswerToMail = _ => Interlocked.Increment(ref lost) == 1 ? "" : null;

        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(() => !world.Mail.Mails.IsEmpty);
        world.Move(TimeSpan.FromSeconds(5));
        await world.DrainedAsync();

        Assert.That(world.Mail.Mails.Select(mail => mail.Header("Message-ID")).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(world.Mail.Mails, Has.Count.EqualTo(2));
    }

    [TestCase(SqlDialect.Sqlite)]
    [TestCase(SqlDialect.Postgres)]
    public async Task A_mail_server_that_answers_after_five_minutes_gets_the_mail_once(SqlDialect dialect)
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);
        var id = await world.AddAsync("one@example.com");
        var answer = new TaskCompletionSource();
        world.Mail.BeforeAnswer = answer.Task;
        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(() => !world.Mail.Mails.IsEmpty);

        for (var step = 0; step < 10; step++)
        {
            world.Move(TimeSpan.FromSeconds(30));
            if (dialect == SqlDialect.Postgres)
                await Eventually.IsTrueAsync(async () => (await RowAsync()).NextAttemptAt - world.Clock.Now > Duration.FromSeconds(50));
            if (dialect == SqlDialect.Postgres)
                await new OutboxStore(world.OpenElsewhere(), new OutboxSignal()).ClaimAsync(world.Clock.Now, Duration.FromSeconds(60), OutboxSlots.All, [], CancellationToken.None);
        }

        answer.SetResult();
        await world.DrainedAsync();

        var row = await RowAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Mail.Mails, Has.Count.EqualTo(1));
            Assert.That((row.State, row.Attempts, row.Uncertain), Is.EqualTo((OutboxState.Sent, 1, false)));
        }

        async Task<OutboxRow> RowAsync() => (await world.RowsAsync()).Single(row => row.Lane == $"subscriber:{id}");
    }

    [Test]
    public async Task A_mail_that_waited_for_more_than_a_day_is_dropped()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync("one@example.com");
        world.Mail.AnswerToRecipient = _ => "450 4.2.0 later";
        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(async () => (await world.RowsAsync()).Any(row => row.LastError == "450 4.2.0"));
        world.Mail.AnswerToRecipient = _ => null;

        world.Move(TimeSpan.FromHours(25));
        await world.DrainedAsync();

        Assert.That(world.Mail.Mails, Is.Empty);
    }

    [Test]
    public async Task A_subscriber_who_unsubscribed_meanwhile_gets_no_mail()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        var id = await world.AddAsync("one@example.com");
        world.Mail.AnswerToRecipient = _ => "450 4.2.0 later";
        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(async () => (await world.RowsAsync()).Any(row => row.LastError == "450 4.2.0"));
        world.Mail.AnswerToRecipient = _ => null;

        await world.PostAsync($"/status/unsubscribe?token={(await world.FindAsync(id))!.Token}");
        world.Move(TimeSpan.FromMinutes(1));
        await world.DrainedAsync();

        Assert.That(world.Mail.Mails, Is.Empty);
    }
}
