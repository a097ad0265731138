using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Tests.Subscriptions.Support;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Notices that follow an update: it was corrected, or its incident was merged into another.</summary>
internal sealed class FollowUpNoticeTests
{
    [Test]
    public async Task Recipients_of_an_update_get_its_correction_and_no_other_subscriber_does()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync("web@example.com", SubscriptionScope.ToComponents([SubscribedWorld.Web]));
        await world.AddAsync("all@example.com");
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "For everybody.", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PublishAsync(incident, "Second", PublicState.Identified, "API errors", (SubscribedWorld.Web, ComponentStatus.DegradedPerformance));
        await world.DrainedAsync();
        await world.AddAsync("late@example.com");
        world.Mail.Mails.Clear();
        world.Move(TimeSpan.FromMinutes(15));

        await world.CorrectAsync(incident, 1, "In the EU only.");
        await world.DrainedAsync();

        var mail = world.Mail.Mails.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((mail.Recipient, mail.Subject), Is.EqualTo(("all@example.com", "[Example] Corrected: API errors")));
            Assert.That(mail.Text, Does.Match(@"Our update of \d+ \w+ \d{4}, \d\d:\d\d UTC \(Investigating\) was corrected at (\d+ \w+ \d{4}, )?\d\d:\d\d UTC\. It now says:\r?\n\r?\nIn the EU only\."));
            Assert.That(mail.Text, Does.Not.Contain("For everybody"));
            Assert.That(mail.Header("Message-ID"), Does.Match(@"<incident\.1\.2\.1\.v\d+@"));
        }
    }

    [Test]
    public async Task A_typo_is_corrected_without_a_notice()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync("all@example.com");
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "For evrybody.");
        await world.DrainedAsync();

        await world.CorrectAsync(incident, 1, "For everybody.", tells: false);
        await world.DrainedAsync();

        Assert.That(world.Mail.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_update_without_recipients_has_a_correction_without_recipients()
    {
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync("one@example.com");
        var incident = await world.DeclareAsync();
        await world.ExecuteAsync("update subscriber set state = 'quarantined'");
        await world.PublishAsync(incident, "For everybody.");
        await world.DrainedAsync();
        await world.ExecuteAsync("update subscriber set state = 'active'");

        await world.CorrectAsync(incident, 1, "In the EU only.");
        await world.DrainedAsync();

        Assert.That(world.Mail.Mails, Is.Empty);
    }

    [Test]
    public async Task A_webhook_gets_the_incident_as_it_is_now_with_the_corrected_text_in_its_place()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "For everybody.");
        await world.PublishAsync(incident, "Second", PublicState.Monitoring);
        await world.DrainedAsync();
        var before = receiver.Calls.Select(call => call.Headers["X-IncidentBot-Delivery"]).ToList();
        receiver.Calls.Clear();
        world.Move(TimeSpan.FromMinutes(15));

        await world.CorrectAsync(incident, 1, "In the EU only.");
        await world.DrainedAsync();

        var call = receiver.Calls.Single();
        var told = JsonElement.Parse(call.Body).GetProperty("incident");
        var updates = told.GetProperty("incident_updates").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.GetProperty("status").GetString(), Is.EqualTo("monitoring"), "a correction of what is past takes nothing back");
            Assert.That(updates.Select(update => update.GetProperty("body").GetString()), Is.EqualTo(new[] { "Second", "In the EU only." }));
            Assert.That(updates[1].GetProperty("updated_at").GetDateTimeOffset(), Is.EqualTo(updates[1].GetProperty("created_at").GetDateTimeOffset() + TimeSpan.FromMinutes(15)).Within(TimeSpan.FromMinutes(5)));
            Assert.That(told.GetProperty("updated_at").GetString(), Is.EqualTo(updates[1].GetProperty("updated_at").GetString()));
            Assert.That(before, Does.Not.Contain(call.Headers["X-IncidentBot-Delivery"]).And.Unique);
        }
    }

    [Test]
    public async Task Followers_of_a_merged_incident_get_a_notice_and_follow_the_other_incident_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        var (first, second) = (await world.DeclareAsync(), await world.DeclareAsync());
        await world.AddAsync("follower@example.com", SubscriptionScope.ToIncident(first.Number));
        await world.AddAsync("both@example.com", SubscriptionScope.ToIncident(first.Number));
        await world.AddAsync("both@example.com", SubscriptionScope.ToIncident(second.Number));
        await world.AddAsync(receiver.Address.AbsoluteUri, SubscriptionScope.ToIncident(first.Number), SubscriberKind.Webhook);
        await world.PublishAsync(first, "First", title: "Sign-in fails");
        await world.PublishAsync(second, "Other", title: "Database is slow");
        await world.DrainedAsync();
        world.Mail.Mails.Clear();
        receiver.Calls.Clear();

        await world.MergeAsync(first, second);
        await world.DrainedAsync();
        var closing = world.Mail.Mails.OrderBy(mail => mail.Recipient).ToList();
        world.Mail.Mails.Clear();
        await world.PublishAsync(second, "Better", PublicState.Monitoring, title: null);
        await world.DrainedAsync();

        var calls = receiver.Calls.Select(call => JsonElement.Parse(call.Body).GetProperty("incident")).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(closing.Select(mail => (mail.Recipient, mail.Subject)), Is.EqualTo(new[] { ("both@example.com", "[Example] Closed: Sign-in fails"), ("follower@example.com", "[Example] Closed: Sign-in fails") }));
            Assert.That(closing[1].Text, Does.Contain("This goes on in: Database is slow\nIf you followed only this incident, you will get the updates of that one from now on.").And.Contain("Continued in: https://status.example.com/status/incidents/2"));
            Assert.That(world.Mail.Mails.Select(mail => mail.Recipient).Order(), Is.EqualTo(new[] { "both@example.com", "follower@example.com" }));
            Assert.That(calls.Select(told => told.GetProperty("status").GetString()), Is.EqualTo(new[] { "resolved", "monitoring" }));
            Assert.That(calls[0].GetProperty("incident_updates")[0].GetProperty("body").GetString(), Is.EqualTo("This goes on in: Database is slow"));
            Assert.That(calls[0].GetProperty("resolved_at").GetString(), Is.Not.Null);
        }
    }

    [Test]
    public async Task The_notice_of_a_merge_into_a_confidential_incident_does_not_mention_it()
    {
        await using var world = await SubscribedWorld.OpenAsync(pumps: false);
        var (first, second) = (await world.DeclareAsync(), await world.DeclareAsync());
        var follower = await world.AddAsync("follower@example.com", SubscriptionScope.ToIncident(first.Number));
        await world.PublishAsync(first, "First", title: "Sign-in fails");
        await world.PublishAsync(second, "Other", title: "Breach of the vault");
        await world.MergeAsync(first, second);
        await world.ExecuteAsync($"update incident set is_security = true where id = {second.Number}");

        var stories = await StoryAsync(world, first);
        var mail = IncidentBot.Subscriptions.Mail.MailWords.Story(stories, (await world.FindAsync(follower))!, new IncidentBot.StatusPage.StatusNames(SubscribedWorld.Catalog), world.Settings);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Subject, Is.EqualTo("[Example] Still being worked on: Sign-in fails"));
            Assert.That(mail.Text, Does.Contain("we are still working on it").And.Contain("please contact help@example.com.").And.Not.Contain("vault").And.Not.Contain("incidents/2"));
        }
    }

    [Test]
    public async Task A_merge_into_an_incident_that_is_not_public_does_not_read_like_an_all_clear()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        var (first, second) = (await world.DeclareAsync(), await world.DeclareAsync());
        await world.AddAsync("one@example.com");
        await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);
        await world.PublishAsync(first, "First", title: "Sign-in fails");
        await world.DrainedAsync();
        world.Mail.Mails.Clear();
        receiver.Calls.Clear();

        await world.MergeAsync(first, second);
        await world.DrainedAsync();

        var mail = world.Mail.Mails.Single();
        var told = JsonElement.Parse(receiver.Calls.Single().Body).GetProperty("incident");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Subject, Is.EqualTo("[Example] Still being worked on: Sign-in fails"));
            Assert.That(mail.Text, Does.Contain("we are still working on it").And.Not.Contain("losed,").And.Not.Contain("This was closed").And.Not.Contain("Internal"));
            Assert.That(told.GetProperty("status").GetString(), Is.EqualTo("resolved"), "receivers know no other word for an incident that ended");
            Assert.That(told.GetProperty("incident_updates")[0].GetProperty("body").GetString(), Does.Contain("we are still working on it"));
        }
    }

    [Test]
    public async Task Followers_of_an_incident_that_was_never_public_are_not_carried_over()
    {
        await using var world = await SubscribedWorld.OpenAsync(pumps: false);
        var (first, second) = (await world.DeclareAsync(), await world.DeclareAsync());
        await world.AddAsync("follower@example.com", SubscriptionScope.ToIncident(first.Number));

        await world.MergeAsync(first, second);

        var follows = await world.Database.ReadAsync(session => session.QueryAsync<long>("select incident_id from subscriber_incident"), CancellationToken.None);
        Assert.That(follows, Is.EqualTo(new[] { first.Number }));
    }

    private static async Task<IncidentBot.Subscriptions.PublicStory> StoryAsync(SubscribedWorld world, IncidentId incident) =>
        (await world.Stories.FindAsync(incident.Number, 1, new IncidentBot.Subscriptions.FollowUpNotice(IncidentBot.Subscriptions.FollowUpNoticeKind.Merged, 9, 1), CancellationToken.None))!;
}
