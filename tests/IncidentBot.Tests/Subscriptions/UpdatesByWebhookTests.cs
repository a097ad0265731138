using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentBot.Core.StatusPage;
using IncidentBot.Outbox;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Subscriptions.Webhooks;
using IncidentBot.Tests.Subscriptions.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.Subscriptions;

/// <summary>What webhooks are called with, and what happens to those that fail.</summary>
internal sealed class UpdatesByWebhookTests
{
    // What receivers look for.
    private static readonly string[] IncidentKeys =
    [
        "id", "name", "status", "impact", "created_at", "updated_at", "monitoring_at", "resolved_at", "shortlink", "page_id", "incident_updates", "components", "backfilled",
        "impact_override", "scheduled_for", "scheduled_until", "scheduled_remind_prior", "scheduled_reminded_at", "scheduled_auto_in_progress", "scheduled_auto_completed",
        "postmortem_body", "postmortem_body_last_updated_at", "postmortem_ignored", "postmortem_published_at", "postmortem_notified_subscribers", "postmortem_notified_twitter",
    ];

    [Test]
    public async Task An_update_is_posted_in_the_known_shape_and_signed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);
        await world.PublishAsync(await world.DeclareAsync(), "Words", PublicState.Investigating, "API errors", (SubscribedWorld.Api, ComponentStatus.MajorOutage));
        await world.DrainedAsync();

        var call = receiver.Calls.First();
        var body = JsonDocument.Parse(call.Body).RootElement;
        var incident = body.GetProperty("incident");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Keys(body), Is.EquivalentTo(["meta", "page", "incident"]));
            Assert.That(Keys(body.GetProperty("meta")), Is.EquivalentTo(["unsubscribe", "documentation", "generated_at"]));
            Assert.That(Keys(body.GetProperty("page")), Is.EquivalentTo(["id", "status_indicator", "status_description"]));
            Assert.That(Keys(incident), Is.EquivalentTo(IncidentKeys));
            Assert.That(incident.GetProperty("status").GetString(), Is.EqualTo("investigating"));
            Assert.That(incident.GetProperty("incident_updates")[0].GetProperty("body").GetString(), Does.StartWith("Words"));
            Assert.That(incident.GetProperty("components")[0].GetProperty("status").GetString(), Is.EqualTo("major_outage"));
            Assert.That(body.GetProperty("page").GetProperty("status_indicator").GetString(), Is.EqualTo("critical"));
            Assert.That(call.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
            Assert.That(call.Headers["X-IncidentBot-Signature"], Is.EqualTo(Signature("the secret", call)));
        }
    }

    [Test]
    public async Task Each_update_is_posted_as_it_was()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync(pumps: true);
        await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);
        var refused = 0;
        receiver.Answer = context =>
        {
            Interlocked.Increment(ref refused);
            return Refuse(StatusCodes.Status503ServiceUnavailable)(context);
        };
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident, "First");
        await Eventually.IsTrueAsync(() => Volatile.Read(ref refused) > 0);
        await world.PublishAsync(incident, "Second", PublicState.Monitoring);
        receiver.Answer = Refuse(StatusCodes.Status200OK);

        await Eventually.IsTrueAsync(() =>
        {
            world.Move(TimeSpan.FromSeconds(5));
            return receiver.Calls.Count == Volatile.Read(ref refused) + 2;
        });

        var told = receiver.Calls.TakeLast(2).Select(call => JsonDocument.Parse(call.Body).RootElement.GetProperty("incident")).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Select(one => one.GetProperty("status").GetString()), Is.EqualTo(new[] { "investigating", "monitoring" }));
            Assert.That(told.Select(one => one.GetProperty("incident_updates").GetArrayLength()), Is.EqualTo(new[] { 1, 2 }));
        }
    }

    [TestCase(StatusCodes.Status301MovedPermanently)]
    [TestCase(StatusCodes.Status307TemporaryRedirect)]
    [TestCase(StatusCodes.Status404NotFound)]
    [TestCase(StatusCodes.Status500InternalServerError)]
    public async Task Every_other_status_is_a_failure_and_a_redirect_is_not_followed(int status)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        var id = await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);
        receiver.Answer = context =>
        {
            context.Response.Headers.Location = receiver.Address.AbsoluteUri + "/elsewhere";
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(async () => (await world.FindAsync(id))!.Failures == 1);

        Assert.That(receiver.Calls.Select(call => call.Path), Is.EqualTo(new[] { "/hook" }));
    }

    [Test]
    public async Task A_receiver_that_hangs_up_as_soon_as_it_is_reached_has_failed()
    {
        using var http = new HttpClient(new HangingUp());
        await using var world = await SubscribedWorld.OpenAsync(more: (services, _) => services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WebhookDelivery>(provider, http)));
        var id = await world.AddAsync("https://hooks.example.com/status", kind: SubscriberKind.Webhook);

        await world.PublishAsync(await world.DeclareAsync());

        await Eventually.IsTrueAsync(async () => (await world.FindAsync(id))!.Failures == 1);
    }

    [Test]
    public async Task Receivers_that_hang_occupy_three_slots_and_do_not_delay_mails()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        const int Receivers = 10;
        for (var number = 0; number < Receivers; number++)
            await world.AddAsync($"{receiver.Address}/{number}", kind: SubscriberKind.Webhook);
        await world.AddAsync("one@example.com");
        var answer = new TaskCompletionSource();
        receiver.Answer = context => answer.Task.WaitAsync(context.RequestAborted);

        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(async () => (await world.RowsAsync()).Count(row => row.LastError == WebhookDelivery.OthersAreCalled && row.Lane.StartsWith("subscriber:", StringComparison.Ordinal)) == Receivers - WebhookThrottle.MostCalls);
        await Eventually.IsTrueAsync(() => world.Mail.Mails.Count == 1 && receiver.Calls.Count == WebhookThrottle.MostCalls);
        answer.SetResult();
        await Eventually.IsTrueAsync(async () =>
        {
            world.Move(TimeSpan.FromSeconds(5));
            return (await world.RowsAsync()).All(row => row.State == OutboxState.Sent);
        });

        Assert.That(receiver.Calls.Select(call => call.Path).Distinct().Count(), Is.EqualTo(Receivers));
    }

    [Test]
    public async Task What_fails_for_an_hour_is_quarantined_with_a_notice()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync();
        var id = await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);
        receiver.Answer = Refuse(StatusCodes.Status500InternalServerError);
        var incident = await world.DeclareAsync();
        await world.PublishAsync(incident);

        for (var failure = 1; failure <= WebhookDelivery.MostFailures; failure++)
        {
            var times = failure;
            await Eventually.IsTrueAsync(async () => (await world.FindAsync(id))!.Failures >= times && (await world.RowsAsync()).All(row => row.State != OutboxState.InFlight));
            world.Move(TimeSpan.FromMinutes(11));
        }

        await world.DrainedAsync();
        var calls = receiver.Calls.Count;
        await world.PublishAsync(incident, "Another");
        await world.DrainedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await world.FindAsync(id))!.State, Is.EqualTo(SubscriberState.Quarantined));
            Assert.That(receiver.Calls, Has.Count.EqualTo(calls), "it is called no more");
            Assert.That(world.Mail.Mails.Select(mail => (mail.Recipient, mail.Subject)), Is.EqualTo(new[] { ("owner@example.com", "[Example] We stopped calling your webhook") }));
            Assert.That(world.Mail.Mails.Single().Text, Does.Contain("within 10 seconds"));
            Assert.That(world.Operators, Has.Count.EqualTo(1).And.All.Contains("no longer called"));
        }
    }

    [Test]
    public async Task An_address_that_leads_inward_is_never_connected_to()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await SubscribedWorld.OpenAsync(change: options => options with { WebhookNetworks = [] });
        var id = await world.AddAsync(receiver.Address.AbsoluteUri, kind: SubscriberKind.Webhook);

        await world.PublishAsync(await world.DeclareAsync());
        await Eventually.IsTrueAsync(async () => (await world.RowsAsync()).Any(row => row.Lane == $"subscriber:{id}" && row.LastError == "the address is not one of the public internet"));

        Assert.That(receiver.Calls, Is.Empty);
    }

    [Test]
    public async Task A_name_that_leads_inward_the_second_time_is_refused_the_second_time()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("93.184.216.34"), IPAddress.Loopback], [IPAddress.Loopback], [IPAddress.IPv6Loopback], [IPAddress.Parse("::ffff:127.0.0.1")], []]);
        var asked = answers.Count;
        using var http = new GuardedConnections(new AddressRule([]), (_, _) => Task.FromResult(answers.Dequeue())).CreateClient();
        var address = new UriBuilder(receiver.Address) { Host = "rebind.example.com" }.Uri;

        for (var time = 0; time < asked; time++)
        {
            var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address));
            Assert.That(refusal!.InnerException, Is.InstanceOf<ForbiddenAddressException>());
        }

        Assert.That(receiver.Calls, Is.Empty);
    }

    [Test]
    public async Task The_address_that_was_checked_is_the_one_that_is_called()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var http = new GuardedConnections(new AddressRule([IPNetwork.Parse("127.0.0.0/8")]), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])).CreateClient();

        using var answer = await http.GetAsync(new UriBuilder(receiver.Address) { Host = "judged.example.com" }.Uri);

        Assert.That(receiver.Calls.Single().Headers["Host"], Does.StartWith("judged.example.com"));
    }

    // As the runtime does it for a connection that is gone before it could be looked at.
    private sealed class HangingUp : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }

    private static Func<HttpContext, Task> Refuse(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static string Signature(string secret, ReceivedCall call)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"v1:{call.Headers["X-IncidentBot-Timestamp"]}:"), .. call.Body];
        return "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), signed));
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
