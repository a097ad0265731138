using MailKit;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>How far one mail has got on its connection, and how long the mail server may take for the present step.</summary>
internal sealed class MailTransfer : ITransferProgress, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SmtpLimits _limits;
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenRegistration _onCancelled;
    private readonly CancellationTokenRegistration _onStopping;

    /// <param name="limits">How long each step may take.</param>
    /// <param name="time">The clock of the limits.</param>
    /// <param name="stopping">The program stops: the reply to the end of data is awaited no longer than that to a command.</param>
    /// <param name="cancellationToken">Ends the transfer unless the mail has been handed over.</param>
    public MailTransfer(SmtpLimits limits, TimeProvider time, CancellationToken stopping, CancellationToken cancellationToken)
    {
        _limits = limits;
        _stopping = stopping;
        _end = new CancellationTokenSource(limits.Command, time);
        _onCancelled = cancellationToken.UnsafeRegister(static transfer => ((MailTransfer)transfer!).Cancel(), this);
        _onStopping = stopping.UnsafeRegister(static transfer => ((MailTransfer)transfer!).Hurry(), this);
    }

    /// <summary>Ends when the present step has taken too long.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>Whether the server has answered a command.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether the server accepted the sender.</summary>
    public bool IsSenderAccepted { get; private set; }

    /// <summary>Whether all of the mail was written: from here on the server may have it.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>The server answered a command; the next step begins.</summary>
    public void Answered()
    {
        IsAnswered = true;
        _end.CancelAfter(_limits.Command);
    }

    public void SenderAccepted()
    {
        IsSenderAccepted = true;
        Answered();
    }

    public void Report(long bytesTransferred, long totalSize)
    {
        lock (_gate)
        {
            if (IsHandedOver || _end.IsCancellationRequested)
                return;
            IsHandedOver = bytesTransferred >= totalSize;
            _end.CancelAfter(IsHandedOver && !_stopping.IsCancellationRequested ? _limits.EndOfData : _limits.Command);
        }
    }

    public void Report(long bytesTransferred) => Report(bytesTransferred, long.MaxValue);

    public void Dispose()
    {
        _onCancelled.Dispose();
        _onStopping.Dispose();
        _end.Dispose();
    }

    private void Cancel()
    {
        lock (_gate)
        {
            if (!IsHandedOver)
                _end.Cancel();
        }
    }

    private void Hurry()
    {
        lock (_gate)
        {
            if (IsHandedOver)
                _end.CancelAfter(_limits.Command);
        }
    }
}
