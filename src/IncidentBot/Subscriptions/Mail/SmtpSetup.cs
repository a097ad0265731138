using System.Security.Cryptography.X509Certificates;
using IncidentBot.Configuration;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>What a connection to the mail server needs to know.</summary>
/// <param name="Options">Which server, and how to reach it.</param>
/// <param name="OurName">The name in EHLO: the host of the public page.</param>
internal sealed record SmtpSetup(SmtpOptions Options, string OurName)
{
    public SmtpLimits Limits { get; init; } = new();

    /// <summary>The roots to trust instead of the system's; null means the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }
}

/// <summary>How long the mail server may take.</summary>
internal sealed record SmtpLimits
{
    /// <summary>From the first packet until the connection can take a mail, TLS and login included.</summary>
    public TimeSpan Connection { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For the reply to one command, and for one block of data. A time-out here costs nothing: the server does not have the mail yet.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// For the reply to the end of data (RFC 5321, 4.5.3.2.6). A server that answers after the client has given up has the mail, and gets it again.
    /// </summary>
    public TimeSpan EndOfData { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the reply to QUIT.</summary>
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(1);
}
