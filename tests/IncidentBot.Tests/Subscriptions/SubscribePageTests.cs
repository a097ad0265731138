using System.Net;
using IncidentBot.Core.StatusPage;
using IncidentBot.Storage;
using IncidentBot.Subscriptions;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>Subscribing and unsubscribing, as a browser and a mail program do it.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.Postgres)]
internal sealed class SubscribePageTests(SqlDialect dialect)
{
    [Test]
    public async Task A_confirmed_address_gets_updates_until_it_unsubscribes()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);

        var asked = await world.PostAsync("/status/subscribe", ("email", "You@Example.com"), ("about", "everything"));
        await world.DrainedAsync();
        var link = world.Mail.To("you@example.com").Single().Link("confirm");
        var looked = await world.Http.GetAsync(link.PathAndQuery);
        var lookedAgain = await world.Http.GetStringAsync(link.PathAndQuery);
        var token = link.Query["?token=".Length..];
        var confirmed = await world.PostAsync("/status/subscribe/confirm", ("token", token));
        var confirmedTwice = await world.PostAsync("/status/subscribe/confirm", ("token", token));
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "First");
        await world.DrainedAsync();
        var update = world.Mail.To("you@example.com")[^1];
        var left = await world.PostAsync(new Uri(update.Header("List-Unsubscribe")!.Trim('<', '>')).PathAndQuery, ("List-Unsubscribe", "One-Click"));
        await world.PublishAsync(incident, "Second");
        await world.DrainedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(looked.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(lookedAgain, Does.Contain("you@example.com").And.Contain("<button"));
            Assert.That((confirmed.Status, confirmedTwice.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotFound)));
            Assert.That(update.Subject, Does.Contain("API errors"));
            Assert.That(left.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(world.Mail.Mails, Has.Count.EqualTo(2), "the link and one update");
        }
    }

    [Test]
    public async Task Opening_a_link_changes_nothing()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);
        var id = await world.AddAsync("known@example.com");
        await world.PostAsync("/status/subscribe", ("email", "new@example.com"));
        await world.DrainedAsync();

        await world.Http.GetAsync(world.Mail.To("new@example.com").Single().Link("confirm").PathAndQuery);
        await world.Http.GetAsync($"/status/unsubscribe?token={(await world.FindAsync(id))!.Token}");
        await world.PublishAsync(await world.DeclareAsync());
        await world.DrainedAsync();

        Assert.That(world.Mail.Mails.Skip(1).Select(mail => mail.Recipient), Is.EqualTo(new[] { "known@example.com" }));
    }

    [Test]
    public async Task A_known_address_and_an_unknown_one_are_answered_alike()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);
        await world.AddAsync("known@example.com");

        var known = await world.PostAsync("/status/subscribe", ("email", "known@example.com"));
        var unknown = await world.PostAsync("/status/subscribe", ("email", "other@example.com"));
        await world.DrainedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(WithoutTime(known.Text), Is.EqualTo(WithoutTime(unknown.Text)));
            Assert.That(known.Status, Is.EqualTo(unknown.Status));
            Assert.That(world.Mail.Mails.Select(mail => mail.Subject).Distinct().ToList(), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_mailbox_cannot_be_filled()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);

        var answers = new List<(HttpStatusCode Status, string Text)>();
        for (var time = 0; time < 8; time++)
            answers.Add(await world.PostAsync("/status/subscribe", ("email", $"victim+{time}@example.com")));
        await world.DrainedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(world.Mail.Mails, Has.Count.EqualTo(3));
            Assert.That(answers.Select(answer => WithoutTime(answer.Text)).Distinct().ToList(), Has.Count.EqualTo(1), "the limit tells nothing about the address");
        }
    }

    [Test]
    public async Task Requests_of_an_hour_that_the_clock_has_left_refuse_nobody()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, options => options with { Total = 11 });
        for (var time = 0; time < 5; time++)
            await world.PostAsync("/status/subscribe", ("email", $"somebody{time}@example.com"));

        world.Time.SetWallClock(TimeSpan.FromHours(-12));
        var later = await world.PostAsync("/status/subscribe", ("email", "late@example.com"));

        Assert.That(later.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_flood_is_stopped_for_an_hour()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, options => options with { Total = 11 });

        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < 7; time++)
            answers.Add((await world.PostAsync("/status/subscribe", ("email", $"somebody{time}@example.com"))).Status);
        world.Move(TimeSpan.FromMinutes(61));
        var later = await world.PostAsync("/status/subscribe", ("email", "late@example.com"));
        await world.DrainedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.EqualTo([.. Enumerable.Repeat(HttpStatusCode.OK, 5), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests]));
            Assert.That(later.Status, Is.EqualTo(HttpStatusCode.OK));
        }
    }

    [TestCase("93.184.216.34", "93.184.216.34", ExpectedResult = false)]
    [TestCase("93.184.216.34", "::ffff:93.184.216.34", ExpectedResult = false)]
    [TestCase("93.184.216.34", "93.184.216.35", ExpectedResult = true)]
    [TestCase("2606:2800:220:1::1", "2606:2800:220:1:ffff::2", ExpectedResult = false)]
    [TestCase("2606:2800:220:1::1", "2606:2800:220:2::1", ExpectedResult = true)]
    [TestCase("10.0.0.1", "10.0.0.1", ExpectedResult = true, Description = "a proxy stands for all clients")]
    public async Task<bool> One_client_has_a_limit_of_its_own(string first, string second)
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, options => options with { PerClient = 2 }, pumps: false);
        var signup = world.Services.GetRequiredService<SubscriptionSignup>();
        await AskAsync("a@example.com", first);
        await AskAsync("b@example.com", first);

        return await AskAsync("c@example.com", second);

        Task<bool> AskAsync(string address, string client) =>
            signup.AskAsync(new SubscriptionAsk(EmailAddress.TryParse(address, out var email) ? email : default, null, SubscriptionScope.All), IPAddress.Parse(client), CancellationToken.None);
    }

    [Test]
    public async Task Clients_whose_address_is_not_known_share_half_of_the_total()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, options => options with { Total = 4 }, pumps: false);
        var signup = world.Services.GetRequiredService<SubscriptionSignup>();

        var answers = new List<bool>();
        foreach (var (number, client) in new[] { "10.0.0.1", null, "10.0.0.2", "93.184.216.34", "93.184.216.35", "93.184.216.36" }.Index())
        {
            var contact = EmailAddress.TryParse($"somebody{number}@example.com", out var email) ? email : default;
            answers.Add(await signup.AskAsync(new SubscriptionAsk(contact, null, SubscriptionScope.All), client is null ? null : IPAddress.Parse(client), CancellationToken.None));
        }

        Assert.That(answers, Is.EqualTo(new[] { true, true, false, true, true, false }));
    }

    [Test]
    public async Task A_link_lives_for_a_day()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);
        await world.PostAsync("/status/subscribe", ("email", "you@example.com"));
        await world.DrainedAsync();
        var token = world.Mail.Mails.Single().Link("confirm").Query["?token=".Length..];

        world.Move(TimeSpan.FromHours(25));
        var confirmed = await world.PostAsync("/status/subscribe/confirm", ("token", token));
        var looked = await world.Http.GetAsync($"/status/subscribe/confirm?token={token}");

        Assert.That((confirmed.Status, looked.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
    }

    [Test]
    public async Task A_component_is_chosen_by_its_box()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);
        await ConfirmAsync(world, ("email", "you@example.com"), ("about", "some"), ("component", SubscribedWorld.Web), ("component", "no such thing"));
        var incident = await world.DeclareAsync();

        await world.PublishAsync(incident, "About the API", PublicState.Investigating, "API", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.PublishAsync(incident, "Also about the web", PublicState.Investigating, "API", (SubscribedWorld.Web, ComponentStatus.MajorOutage));
        await world.PublishAsync(incident, "More", PublicState.Identified, "API");
        await world.DrainedAsync();

        Assert.That(world.Mail.Mails.Skip(1).Select(mail => mail.Subject), Is.EqualTo(new[] { "[Example] Investigating: API", "[Example] Identified: API" }));
    }

    [Test]
    public async Task One_incident_is_followed_from_its_page()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);
        var followed = await world.DeclareAsync();
        await world.PublishAsync(followed, "First", PublicState.Investigating, "The one");
        var page = await world.Http.GetStringAsync($"/status/incidents/{followed.Number}");
        var form = await world.Http.GetStringAsync($"/status/subscribe?incident={followed.Number}");
        await ConfirmAsync(world, ("email", "you@example.com"), ("about", "incident"), ("incident", $"{followed.Number}"));

        await world.PublishAsync(followed, "Second", PublicState.Identified, "The one");
        await world.PublishAsync(await world.DeclareAsync(), "Elsewhere", PublicState.Investigating, "Another");
        await world.DrainedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain($"href=\"/status/subscribe?incident={followed.Number}\""));
            Assert.That(form, Does.Contain("Only this incident: The one"));
            Assert.That(world.Mail.Mails.Skip(1).Select(mail => mail.Subject), Is.EqualTo(new[] { "[Example] Identified: The one" }));
        }
    }

    [Test]
    public async Task The_secret_of_a_webhook_is_shown_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync(dialect);

        var confirmed = await ConfirmAsync(world, ("email", "you@example.com"), ("webhook", receiver.Address.AbsoluteUri), ("about", "everything"));
        await world.PublishAsync(await world.DeclareAsync());
        await world.DrainedAsync();

        var subscriber = await world.FindAsync(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(confirmed, Does.Contain($"<code>{subscriber!.Secret}</code>"));
            Assert.That(subscriber.Secret, Has.Length.EqualTo(SecretText.Length));
            Assert.That(receiver.Calls, Has.Count.EqualTo(1));
            Assert.That(world.Mail.Mails, Has.Count.EqualTo(1), "the link alone");
        }
    }

    [Test]
    public async Task The_URL_of_a_stranger_does_not_appear_in_a_mail()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);

        await world.PostAsync("/status/subscribe", ("email", "you@example.com"), ("webhook", "http://127.0.0.1:8443/your-account-is-locked?now=1"), ("about", "everything"));
        await world.DrainedAsync();
        var mail = world.Mail.Mails.Single();
        var page = await world.Http.GetStringAsync(mail.Link("confirm").PathAndQuery);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mail.Text, Does.Contain("127[.]0[.]0[.]1").And.Not.Contain("127.0.0.1").And.Not.Contain("8443").And.Not.Contain("locked"));
            Assert.That(mail.Html, Does.Contain("127[.]0[.]0[.]1").And.Not.Contain("127.0.0.1").And.Not.Contain("8443").And.Not.Contain("locked"));
            Assert.That(page, Does.Contain(">http://127.0.0.1:8443/your-account-is-locked?now=1<").And.Not.Contain("href=\"http://127.0.0.1"));
        }
    }

    [TestCase("email", "nobody", "email-note")]
    [TestCase("webhook", "http://169.254.169.254/", "webhook-note")]
    [TestCase("webhook", "file:///etc/passwd", "webhook-note")]
    [TestCase("about", "some", "component-note")]
    public async Task What_is_wrong_stands_at_its_field(string field, string value, string note)
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);
        var fields = new Dictionary<string, string> { ["email"] = "you@example.com", [field] = value };

        var (status, text) = await world.PostAsync("/status/subscribe", [.. fields.Select(pair => (pair.Key, pair.Value))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(text, Does.Contain($"class=\"problem\" id=\"{note}\"").And.Contain("role=\"alert\""));
            Assert.That(await world.RowsAsync(), Is.Empty);
        }
    }

    [Test]
    public async Task What_was_typed_comes_back_escaped()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);

        var (_, text) = await world.PostAsync("/status/subscribe", ("email", "\"><script>alert(1)</script>"));

        Assert.That(text, Does.Not.Contain("<script>").And.Contain("&lt;script&gt;"));
    }

    [TestCase("/status/subscribe")]
    [TestCase("/status/subscribe/confirm")]
    [TestCase("/status/subscribe/confirm?token=abc")]
    [TestCase("/status/unsubscribe")]
    [TestCase("/status/unsubscribe?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task No_page_is_kept_framed_or_runs_anything(string path)
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);

        var answer = await world.Http.GetAsync(path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.StartWith("default-src 'none'").And.Contain("form-action 'self'").And.Contain("frame-ancestors 'none'"));
            Assert.That(answer.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("<script>").And.Not.Contain("style="));
        }
    }

    [Test]
    public async Task A_page_of_another_site_cannot_subscribe_its_readers()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/status/subscribe") { Content = new FormUrlEncodedContent([KeyValuePair.Create("email", "you@example.com")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var answer = await world.Http.SendAsync(request);

        Assert.That((answer.StatusCode, (await world.RowsAsync()).Count), Is.EqualTo((HttpStatusCode.BadRequest, 0)));
    }

    [Test]
    public async Task What_is_too_large_or_no_form_is_refused()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect);

        using var large = await world.Http.PostAsync("/status/subscribe", new FormUrlEncodedContent([KeyValuePair.Create("email", new string('x', 100_000))]));
        using var json = await world.Http.PostAsync("/status/subscribe", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        using var put = await world.Http.PutAsync("/status/subscribe", new StringContent(""));

        Assert.That((large.StatusCode, json.StatusCode, put.StatusCode), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed)));
    }

    [Test]
    public async Task Without_a_mail_server_subscribing_is_not_possible_and_nothing_is_written()
    {
        await using var world = await SubscribedWorld.OpenAsync(dialect, options => options with { Smtp = null });

        var form = await world.Http.GetStringAsync("/status/subscribe");
        var asked = await world.PostAsync("/status/subscribe", ("email", "you@example.com"));
        await world.PublishAsync(await world.DeclareAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(form, Does.Contain("/history.atom").And.Not.Contain("<form"));
            Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(await world.RowsAsync(), Is.Empty);
        }
    }

    private static async Task<string> ConfirmAsync(SubscribedWorld world, params (string Name, string Value)[] fields)
    {
        var asked = await world.PostAsync("/status/subscribe", fields);
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.OK), asked.Text);
        await world.DrainedAsync();
        return (await world.PostAsync("/status/subscribe/confirm", ("token", world.Mail.To("you@example.com").Single().Link("confirm").Query["?token=".Length..]))).Text;
    }

    private static string WithoutTime(string page) => page[..page.IndexOf("<footer", StringComparison.Ordinal)];
}
