namespace IncidentBot.Subscriptions.Mail;

/// <summary>What came of handing a mail to the mail server. Reasons are for operators: codes, never an address.</summary>
internal abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>The server has it.</summary>
    public sealed record Accepted : MailOutcome;

    /// <summary>The server will never take mail for this address.</summary>
    public sealed record RecipientRefused(string Code) : MailOutcome;

    /// <summary>The server takes no mail from us, for any recipient. An operator must change that.</summary>
    public sealed record SenderRefused(string Code) : MailOutcome;

    /// <summary>The server does not take this mail.</summary>
    public sealed record Refused(string Code) : MailOutcome;

    /// <summary>It was certainly not sent, and may be later.</summary>
    public sealed record Later(string Reason) : MailOutcome;

    /// <summary>It was sent and no reply came: the server may have it.</summary>
    public sealed record Unknown(string Reason) : MailOutcome;
}
