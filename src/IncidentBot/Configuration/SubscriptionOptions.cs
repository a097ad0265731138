using System.Globalization;
using System.Net;
using System.Net.Mail;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.Configuration;

/// <summary>How the connection to the mail server is encrypted.</summary>
internal enum SmtpTls
{
    /// <summary>TLS after STARTTLS, before anything else is sent; a server without STARTTLS is refused.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Implicit,

    /// <summary>None, for a relay on the same machine.</summary>
    None,
}

/// <summary>Who gets public updates without looking at the page; section <c>Subscriptions</c>.</summary>
internal sealed record SubscriptionOptions
{
    public const string Section = "Subscriptions";

    /// <summary>Stands for every component, and incidents that name none.</summary>
    public const string Everything = "*";

    /// <summary>The mail server; null when subscriptions are off.</summary>
    public SmtpOptions? Smtp { get; init; }

    /// <summary>Whether webhooks may be subscribed.</summary>
    public bool Webhooks { get; init; }

    /// <summary>The ports that a webhook may have.</summary>
    public IReadOnlyList<int> WebhookPorts { get; init; } = [];

    /// <summary>The operator's own networks in which webhooks are allowed although they are not public.</summary>
    public IReadOnlyList<IPNetwork> WebhookNetworks { get; init; } = [];

    /// <summary>How many confirmation mails one address gets in an hour.</summary>
    public int PerAddress { get; init; }

    /// <summary>How many confirmation mails one client may request in an hour.</summary>
    public int PerClient { get; init; }

    /// <summary>How many confirmation mails are sent in an hour altogether.</summary>
    public int Total { get; init; }

    /// <summary>Slack channels in which public updates are posted.</summary>
    public IReadOnlyList<SlackChannelSubscription> SlackChannels { get; init; } = [];

    /// <summary>What must not appear in the log.</summary>
    public IEnumerable<string> Secrets => Smtp?.Password is { } password ? [password] : [];

    public static SubscriptionOptions Read(SettingsReader subscriptions, StatusPageOptions page)
    {
        var webhooks = subscriptions.Section("Webhooks");
        var limits = subscriptions.Section("Limits");
        return new SubscriptionOptions
        {
            Smtp = SmtpOptions.Read(subscriptions.Section("Smtp"), page),
            Webhooks = webhooks.Switch("Enabled", true),
            WebhookPorts = ReadPorts(webhooks),
            WebhookNetworks = [.. webhooks.List("AllowedNetworks").Select(text => ReadNetwork(webhooks, text)).OfType<IPNetwork>()],
            PerAddress = limits.Number("PerAddress") ?? 3,
            PerClient = limits.Number("PerClient") ?? 20,
            Total = limits.Number("Total") ?? 500,
            SlackChannels = [.. subscriptions.Section("SlackChannels").Entries("Channel").Select(entry => ReadChannel(entry, page.Components))],
        };
    }

    private static IReadOnlyList<int> ReadPorts(SettingsReader webhooks)
    {
        var ports = new List<int>();
        foreach (var text in webhooks.List("Ports"))
        {
            if (int.TryParse(text, out var port) && port is > 0 and <= IPEndPoint.MaxPort)
                ports.Add(port);
            else
                webhooks.Problem("Ports", $"\"{text}\" is not a port from 1 to {IPEndPoint.MaxPort}.");
        }

        return ports.Count == 0 ? [443, 80] : ports;
    }

    private static IPNetwork? ReadNetwork(SettingsReader webhooks, string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        webhooks.Problem("AllowedNetworks", $"\"{text}\" is not a network such as 10.20.0.0/16 or fd00:1::/64.");
        return null;
    }

    private static SlackChannelSubscription ReadChannel(SettingsReader entry, ComponentCatalog catalog)
    {
        var wanted = entry.List("Components");
        var ids = new List<string>();
        foreach (var key in wanted.Where(key => key != Everything))
        {
            if (catalog.All.FirstOrDefault(component => component.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } component)
                ids.Add(component.Id);
            else
                entry.Problem("Components", $"there is no component \"{key}\" under StatusPage:Components. {Everything} stands for all of them.");
        }

        if (wanted.Count == 0)
            entry.Problem("Components", $"is empty; it should name components, or be {Everything} for everything.");
        return new SlackChannelSubscription(entry.Name.TrimStart('#'), wanted.Contains(Everything), ids);
    }
}

/// <summary>A channel that gets public updates: all of them, or those of incidents that name one of these components.</summary>
/// <param name="Channel">A channel's name or id.</param>
internal sealed record SlackChannelSubscription(string Channel, bool Everything, IReadOnlyList<string> Components)
{
    public bool Covers(IEnumerable<string> named) => Everything || named.Intersect(Components, StringComparer.Ordinal).Any();
}

/// <summary>The mail server; section <c>Subscriptions:Smtp</c>.</summary>
internal sealed record SmtpOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required SmtpTls Tls { get; init; }

    /// <summary>Null to send without a login.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The sender of the mails, in ASCII. Mails that cannot be delivered come back to it.</summary>
    public required MailAddress From { get; init; }

    // A record prints its properties, and this one holds a password.
    public override string ToString() => $"{nameof(SmtpOptions)} for {Host}";

    public static SmtpOptions? Read(SettingsReader smtp, StatusPageOptions page)
    {
        var host = smtp.Text("Host");
        var tls = smtp.Choice("Tls", SmtpTls.StartTls);
        var port = smtp.Number("Port");
        var user = smtp.Text("User");
        var password = smtp.Text("Password");
        var from = smtp.Text("From");
        if (host is null)
            return null;
        if (page.Url is null)
            smtp.Problem("Host", "is set, but mails need StatusPage:Url for their links; set that too.");
        if (port > IPEndPoint.MaxPort)
            smtp.Problem("Port", $"\"{port}\" is not a port from 1 to {IPEndPoint.MaxPort}.");
        if ((user is null) != (password is null))
            smtp.Problem(user is null ? "User" : "Password", "is missing; a mail server wants both or neither.");
        if (password is not null && tls == SmtpTls.None)
            smtp.Problem("Tls", "is None, which would show the password to the network. Set StartTls or Implicit, or take User and Password out.");
        return new SmtpOptions
        {
            Host = host,
            Port = port ?? (tls switch { SmtpTls.Implicit => 465, SmtpTls.StartTls => 587, _ => 25 }),
            Tls = tls,
            User = user,
            Password = password,
            From = ReadFrom(smtp, from),
        };
    }

    private static MailAddress ReadFrom(SettingsReader smtp, string? from)
    {
        if (from is null)
            smtp.Problem("From", "is missing; it should be the sender of the mails, such as Example Status <status@example.com>.");
        else if (!from.Any(char.IsControl) && MailAddress.TryCreate(from, out var address) && InAscii(address) is { } sender)
            return sender;
        else
            smtp.Problem("From", $"\"{from}\" is not an e-mail address; it should be one such as Example Status <status@example.com>.");
        return new MailAddress("nobody@example.invalid");
    }

    // An international domain has an ASCII form. A mailbox has none, and would ask SMTPUTF8 of every server on the way to every subscriber.
    private static MailAddress? InAscii(MailAddress address)
    {
        try
        {
            return address.User.All(char.IsAscii) ? new MailAddress($"{address.User}@{new IdnMapping().GetAscii(address.Host)}", address.DisplayName) : null;
        }
        catch (Exception impossible) when (impossible is ArgumentException or FormatException)
        {
            return null;
        }
    }
}
