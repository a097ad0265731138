using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>A connection over which mails are handed to the mail server, one after the other.</summary>
internal sealed class SmtpSession(SmtpConnection connection, SmtpLimits limits, TimeProvider time, CancellationToken stopping) : IAsyncDisposable
{
    private const string Recipient = "RCPT TO";
    private const string EndOfData = "end of data";

    private bool _isClosing;

    /// <summary>Whether another mail can follow.</summary>
    public bool IsUsable => connection.IsConnected && !_isClosing;

    /// <summary>How many mails the server took over it.</summary>
    public int Mails { get; private set; }

    /// <summary>When it was last of use, as a timestamp of the clock.</summary>
    public long LastUsed { get; private set; } = time.GetTimestamp();

    /// <summary>Whether the first command of the last mail got no reply: a server may close a connection that was idle.</summary>
    public bool WasStale { get; private set; }

    /// <param name="message">The mail: one sender, one recipient.</param>
    /// <param name="utf8">Whether the recipient's mailbox has characters outside ASCII.</param>
    /// <param name="cancellationToken">Stops before the mail has been handed over; afterwards the reply is still awaited.</param>
    public async Task<MailOutcome> SendAsync(MimeMessage message, bool utf8, CancellationToken cancellationToken)
    {
        if (utf8 && !connection.Capabilities.HasFlag(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime))
            return new MailOutcome.Refused("the mail server offers no SMTPUTF8, which this address needs");
        var format = FormatOptions.Default.Clone();
        format.International = utf8;
        using var transfer = new MailTransfer(limits, time, stopping, cancellationToken);
        connection.Transfer = transfer;
        try
        {
            await connection.SendAsync(format, message, message.From.Mailboxes.Single(), message.To.Mailboxes, transfer.Token, transfer);
            (Mails, LastUsed) = (Mails + 1, time.GetTimestamp());
            return new MailOutcome.Accepted();
        }
        catch (SmtpCommandException refused)
        {
            // 421: the server closes the connection.
            _isClosing = refused.StatusCode == SmtpStatusCode.ServiceNotAvailable;
            LastUsed = time.GetTimestamp();
            return Refusal(refused);
        }
        catch (ServiceNotAuthenticatedException refused)
        {
            LastUsed = time.GetTimestamp();
            var code = SmtpCode.Of((int)SmtpStatusCode.AuthenticationRequired, refused.Message);
            if (!transfer.IsSenderAccepted)
                return new MailOutcome.SenderRefused(code);
            return new MailOutcome.Refused($"{(transfer.IsHandedOver ? EndOfData : Recipient)}: {code}");
        }
        catch (Exception broken) when (broken is IOException or SmtpProtocolException or ServiceNotConnectedException or OperationCanceledException)
        {
            _isClosing = true;
            WasStale = !transfer.IsAnswered && Mails > 0;
            return transfer.IsHandedOver
                ? new MailOutcome.Unknown("no answer at the end of the mail")
                : new MailOutcome.Later("the connection to the mail server broke");
        }
        finally
        {
            connection.Transfer = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
        {
            _isClosing = true;
            try
            {
                using var soon = new CancellationTokenSource(limits.Quit, time);
                await connection.DisconnectAsync(quit: true, soon.Token);
            }
            catch (Exception gone) when (gone is IOException or SmtpProtocolException or OperationCanceledException)
            {
                // QUIT is a courtesy, and the server is gone: nothing is lost.
            }
        }

        connection.Dispose();
    }

    private static MailOutcome Refusal(SmtpCommandException refused)
    {
        var code = SmtpCode.Of(refused);
        if ((int)refused.StatusCode is >= 400 and < 500)
            return new MailOutcome.Later(code);
        return refused.ErrorCode switch
        {
            SmtpErrorCode.SenderNotAccepted => new MailOutcome.SenderRefused(code),
            SmtpErrorCode.RecipientNotAccepted when IsAboutTheAddress(refused.Message) => new MailOutcome.RecipientRefused(code),
            SmtpErrorCode.RecipientNotAccepted => new MailOutcome.Refused($"{Recipient}: {code}"),
            SmtpErrorCode.MessageNotAccepted => new MailOutcome.Refused($"{EndOfData}: {code}"),
            _ => new MailOutcome.Refused($"DATA: {code}"),
        };
    }

    // A relay that takes no mail of ours refuses each recipient, often with nothing but 550: that must not count against the address. RFC 3463: 5.2 is about
    // the mailbox, 5.1 about an address, and about the recipient's only under these numbers (10: RFC 7505). 5.1.7 and 5.1.8 are about the sender, 5.1.0 may
    // be.
    private static bool IsAboutTheAddress(string text) => SmtpCode.Enhanced(text) is { } enhanced
        && (enhanced is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" || enhanced.StartsWith("5.2.", StringComparison.Ordinal));
}
