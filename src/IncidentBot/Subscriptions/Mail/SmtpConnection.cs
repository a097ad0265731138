using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>
/// MailKit's client, which tells a <see cref="MailTransfer"/> of each reply. It keeps no protocol log: that would hold addresses and the mail itself.
/// </summary>
internal sealed class SmtpConnection : SmtpClient
{
    private readonly X509Certificate2Collection? _trustedRoots;

    public SmtpConnection(SmtpSetup setup) : base(new NullProtocolLogger())
    {
        LocalDomain = setup.OurName;
        _trustedRoots = setup.TrustedRoots;
        // Most certificates name no place to ask, and one that does may not be reachable from a closed network.
        CheckCertificateRevocation = false;
    }

    /// <summary>The mail that is being handed over; null between mails.</summary>
    public MailTransfer? Transfer { get; set; }

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Transfer?.SenderAccepted();

    protected override void OnSenderNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        Transfer?.Answered();
        base.OnSenderNotAccepted(message, mailbox, response);
    }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Transfer?.Answered();

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        Transfer?.Answered();
        base.OnRecipientNotAccepted(message, mailbox, response);
    }

    protected override SslClientAuthenticationOptions GetSslClientAuthenticationOptions(
        string host, RemoteCertificateValidationCallback remoteCertificateValidationCallback)
    {
        var options = base.GetSslClientAuthenticationOptions(host, remoteCertificateValidationCallback);
        if (_trustedRoots is null)
            return options;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_trustedRoots);
        options.CertificateChainPolicy = policy;
        return options;
    }
}
