using System.Net;
using IncidentBot.Configuration;
using NUnit.Framework;

namespace IncidentBot.Tests.Configuration;

/// <summary>What an operator can say about subscriptions and pages elsewhere, and how a mistake is named.</summary>
internal sealed class SubscriptionSettingsTests
{
    private static readonly (string, string?)[] Mail =
        [("StatusPage:Url", "https://status.example.com"), ("Subscriptions:Smtp:Host", "mx.example.com"), ("Subscriptions:Smtp:From", "Example Status <status@example.com>")];

    private static readonly (string, string?)[] Usable = [.. Mail, ("Publishing:Atlassian:ApiKey", "key"), ("Publishing:Atlassian:PageId", "abc")];

    [Test]
    public void Without_a_mail_server_nobody_can_subscribe()
    {
        var subscriptions = SettingsOf.Valid().Subscriptions;

        Assert.That((subscriptions.Smtp, subscriptions.Webhooks, subscriptions.WebhookPorts.Count), Is.EqualTo(((SmtpOptions?)null, true, 2)));
    }

    [TestCase("StartTls", 587)]
    [TestCase("Implicit", 465)]
    [TestCase("None", 25)]
    public void The_port_follows_from_how_the_way_is_kept_private(string tls, int port)
    {
        var smtp = SettingsOf.Valid([.. Mail, ("Subscriptions:Smtp:Tls", tls)]).Subscriptions.Smtp!;

        Assert.That((smtp.Port, smtp.From.DisplayName, smtp.From.Address), Is.EqualTo((port, "Example Status", "status@example.com")));
    }

    [TestCase("Status <status@bücher.example>", "status@xn--bcher-kva.example", "Status")]
    [TestCase("\"Status, of Example\" <status@example.com>", "status@example.com", "Status, of Example")]
    public void The_senders_domain_is_encoded(string from, string address, string name)
    {
        var smtp = SettingsOf.Valid([.. Mail.SkipLast(1), ("Subscriptions:Smtp:From", from)]).Subscriptions.Smtp!;

        Assert.That((smtp.From.Address, smtp.From.DisplayName), Is.EqualTo((address, name)));
    }

    [Test]
    public void Networks_ports_and_channels_are_read()
    {
        var subscriptions = SettingsOf.Valid(
            ("StatusPage:Components:api:Name", "API"),
            ("Subscriptions:Webhooks:AllowedNetworks", "10.20.0.0/16, fd00:1::/64"),
            ("Subscriptions:Webhooks:Ports", "443,8443"),
            ("Subscriptions:SlackChannels:#acme:Components", "api"),
            ("Subscriptions:SlackChannels:everybody:Components", "*")).Subscriptions;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(subscriptions.WebhookNetworks, Is.EqualTo(new[] { IPNetwork.Parse("10.20.0.0/16"), IPNetwork.Parse("fd00:1::/64") }));
            Assert.That(subscriptions.WebhookPorts, Is.EqualTo(new[] { 443, 8443 }));
            Assert.That(subscriptions.SlackChannels.Select(channel => (channel.Channel, channel.Everything, channel.Components.Count)), Is.EqualTo(new[] { ("acme", false, 1), ("everybody", true, 0) }));
        }
    }

    [TestCase("Subscriptions:Smtp:From", "nobody")]
    [TestCase("Subscriptions:Smtp:From", "a@example.com\r\nBcc: b@example.com")]
    [TestCase("Subscriptions:Smtp:From", "\"Status\r\nBcc: b@example.com\" <a@example.com>")]
    [TestCase("Subscriptions:Smtp:From", "jörg@example.com")]
    [TestCase("Subscriptions:Smtp:Port", "99999")]
    [TestCase("Subscriptions:Smtp:Tls", "Maybe")]
    [TestCase("Subscriptions:Smtp:User", "without a password")]
    [TestCase("Subscriptions:Webhooks:Ports", "80,http")]
    [TestCase("Subscriptions:Webhooks:AllowedNetworks", "10.0.0.1")]
    [TestCase("Subscriptions:Webhooks:AllowedNetworks", "10.0.0.0/40")]
    [TestCase("Subscriptions:SlackChannels:acme:Components", "nothing-of-ours")]
    [TestCase("Subscriptions:Smtp:Hosst", "typo")]
    [TestCase("Publishing:Atlassian:PageId", "with/slash")]
    [TestCase("Publishing:Atlassian:Components:nothing", "abc")]
    public void A_mistake_stops_the_start(string key, string value)
    {
        var problems = SettingsOf.Problems([.. Usable.Where(pair => pair.Item1 != key), (key, value)]);

        Assert.That(problems.Select(problem => problem.Key), Has.Some.StartsWith(key[..key.LastIndexOf(':')]));
    }

    [Test]
    public void A_password_is_not_sent_in_the_clear()
    {
        var problems = SettingsOf.Problems([.. Mail, ("Subscriptions:Smtp:Tls", "None"), ("Subscriptions:Smtp:User", "us"), ("Subscriptions:Smtp:Password", "sesame-sesame")]);

        Assert.That(problems.Single().ToString(), Does.StartWith("Subscriptions:Smtp:Tls: is None").And.Not.Contain("sesame"));
    }

    [Test]
    public void Mail_needs_the_pages_address()
    {
        var problems = SettingsOf.Problems([.. Mail.Skip(1)]);

        Assert.That(problems.Single().ToString(), Does.Contain("StatusPage:Url"));
    }

    [Test]
    public void A_page_elsewhere_is_read_and_its_key_not_printed()
    {
        var settings = SettingsOf.Valid(("StatusPage:Components:api:Name", "API"), ("Publishing:Atlassian:ApiKey", "a-secret-key"), ("Publishing:Atlassian:PageId", "abc123"), ("Publishing:Atlassian:Components:api", "theirs1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Publishing.Atlassian!.Components.Values, Is.EqualTo(new[] { "theirs1" }));
            Assert.That(settings.Publishing.Atlassian.BaseUrl, Is.EqualTo(new Uri("https://api.statuspage.io/v1/")));
            Assert.That(settings.ToString(), Does.Not.Contain("a-secret-key"));
        }
    }
}
