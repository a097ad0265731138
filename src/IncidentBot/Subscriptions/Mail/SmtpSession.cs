namespace IncidentBot.Subscriptions.Mail;

/// <summary>A connection over which mails are handed to the mail server, one after the other.</summary>
internal sealed class SmtpSession(SmtpWire wire, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan StepPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <summary>Whether another mail can follow.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>How many mails went over it.</summary>
    public int Mails { get; private set; }

    /// <summary>By the watch: when it was last of use.</summary>
    public long LastUsed { get; private set; } = time.GetTimestamp();

    /// <summary>Whether not even the first command got an answer: a server may close a connection that was idle.</summary>
    public bool WasStale { get; private set; }

    /// <param name="sender">Where what cannot be delivered comes back to.</param>
    /// <param name="recipient">Whom it is for.</param>
    /// <param name="mail">Header and body, its lines ended by CR and LF.</param>
    /// <param name="cancellationToken">Stops before the mail has been handed over; afterwards its answer is still waited for.</param>
    public async Task<MailOutcome> SendAsync(string sender, string recipient, ReadOnlyMemory<byte> mail, CancellationToken cancellationToken)
    {
        var wasHandedOver = false;
        var isAnswered = false;
        try
        {
            var from = await AskAsync($"MAIL FROM:<{sender}>", cancellationToken);
            isAnswered = true;
            if (!from.IsDone)
                return await StopAsync(from, new MailOutcome.SenderRefused(from.Short), cancellationToken);
            var to = await AskAsync($"RCPT TO:<{recipient}>", cancellationToken);
            if (!to.IsDone)
                return await StopAsync(to, IsAboutTheAddress(to) ? new MailOutcome.RecipientRefused(to.Short) : new MailOutcome.Refused($"RCPT TO: {to.Short}"), cancellationToken);
            var go = await AskAsync("DATA", cancellationToken);
            if (go.Code != 354)
                return await StopAsync(go, new MailOutcome.Refused($"DATA: {go.Short}"), cancellationToken);

            await WithinAsync(token => wire.SendAsync(Stuffed(mail.Span), token), cancellationToken);
            wasHandedOver = true;
            await WithinAsync(token => wire.SendAsync(".\r\n"u8.ToArray(), token), CancellationToken.None);
            var end = await WithinAsync(wire.ReadAsync, CancellationToken.None);
            if (!end.IsDone)
                return await StopAsync(end, new MailOutcome.Refused($"end of data: {end.Short}"), cancellationToken);
            (Mails, LastUsed) = (Mails + 1, time.GetTimestamp());
            return new MailOutcome.Accepted();
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            IsUsable = false;
            WasStale = !isAnswered && Mails > 0;
            return wasHandedOver ? new MailOutcome.Unknown("no answer at the end of the mail") : new MailOutcome.Later("the connection to the mail server broke");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
        {
            IsUsable = false;
            try
            {
                using var soon = new CancellationTokenSource(Farewell, time);
                await wire.SendAsync("QUIT\r\n"u8.ToArray(), soon.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // Courtesy to a server that has gone: nothing is lost.
            }
        }

        await wire.Stream.DisposeAsync();
    }

    // A relay that would not carry our mail at all refuses each recipient too, many a one with nothing but 550: that must not be held against them. RFC 3463:
    // 5.2 is their mailbox, 5.1 an address, and theirs only under these numbers (10: RFC 7505). 5.1.7 and 5.1.8 are about the sender, 5.1.0 may be.
    private static bool IsAboutTheAddress(SmtpReply reply) => reply.Short.Split(' ') is [_, var fine]
        && (fine is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" || fine.StartsWith("5.2.", StringComparison.Ordinal));

    // A full stop alone in a line would end the mail.
    private static byte[] Stuffed(ReadOnlySpan<byte> mail)
    {
        var stuffed = new List<byte>(mail.Length + 16);
        var atStart = true;
        foreach (var one in mail)
        {
            if (atStart && one == (byte)'.')
                stuffed.Add(one);
            stuffed.Add(one);
            atStart = one == (byte)'\n';
        }

        if (!atStart)
            stuffed.AddRange("\r\n"u8);
        return [.. stuffed];
    }

    private async Task<MailOutcome> StopAsync(SmtpReply reply, MailOutcome never, CancellationToken cancellationToken)
    {
        // 421: the server closes the connection.
        IsUsable = reply.Code != 421 && (await AskAsync("RSET", cancellationToken)).IsDone;
        LastUsed = time.GetTimestamp();
        return reply.IsForNow ? new MailOutcome.Later(reply.Short) : never;
    }

    private Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken) => WithinAsync(token => wire.AskAsync(command, token), cancellationToken);

    private Task WithinAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken) =>
        WithinAsync(
            async token =>
            {
                await step(token);
                return true;
            },
            cancellationToken);

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var tooLong = new CancellationTokenSource(StepPatience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        return await step(stop.Token);
    }
}
