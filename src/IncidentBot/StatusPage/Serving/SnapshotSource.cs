using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// Holds what is public as it was last read. A commit of this process makes it read again before anybody is answered; another replica's commit is seen
/// by a look at one number, every two seconds at most. When the database does not answer the last state stays, and says how old it is.
/// </summary>
internal sealed partial class SnapshotSource(StatusPageReader reader, KnownHosts hosts, Clock clock, TimeProvider time, ILogger<SnapshotSource> logger)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    /// <summary>Whoever comes while another looks is shown what was true this short a while ago.</summary>
    private static readonly TimeSpan GoodWithoutLook = TimeSpan.FromSeconds(10);

    /// <summary>A replica of an older release changes what is public without counting it: nothing is believed for longer than this.</summary>
    private static readonly TimeSpan GoodWithoutReading = TimeSpan.FromSeconds(30);

    /// <summary>Who asks for something newer makes it look before its time, at most this often.</summary>
    private static readonly TimeSpan BetweenExtraLooks = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim looking = new(1, 1);
    private long generation;
    private long lookedAt;
    private long trueAt;
    private long readAt;
    private long? lookedAgainAt;
    private Instant lastTrue;
    private volatile PublicSnapshot? current;
    private volatile Exception? unknown;

    /// <summary>What is known without a look; null when one is due.</summary>
    public PublicSnapshot? Present
    {
        get
        {
            var known = current;
            return known is not null && known.Generation == Interlocked.Read(ref generation) && time.GetElapsedTime(Interlocked.Read(ref lookedAt)) < BetweenLooks ? known : null;
        }
    }

    /// <summary>Something public has changed, and it is committed. Called on the writer's thread.</summary>
    public void Changed() => Interlocked.Increment(ref generation);

    /// <summary>What is public now; what was, when that cannot be read.</summary>
    /// <exception cref="PublicStateUnknownException">It has not been read since the start, and cannot be.</exception>
    public ValueTask<PublicSnapshot> ReadAsync(CancellationToken cancellationToken) => Present is { } known ? ValueTask.FromResult(known) : LookAsync(cancellationToken);

    /// <summary>The same, but of no state before the one in which somebody read this version: another replica may have been faster than our last look.</summary>
    /// <exception cref="PublicStateUnknownException">That state cannot be read now.</exception>
    public async ValueTask<PublicSnapshot> ReadAsync(long version, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is var known && known.Facts.Version >= version)
            return known;
        Changed();
        var snapshot = await ReadAsync(cancellationToken);
        return snapshot.Facts.Version >= version ? snapshot : throw new PublicStateUnknownException(new InvalidOperationException($"What was read last is older than version {version}."));
    }

    /// <summary>The same, looked at once more, for somebody who knows of something newer. Nobody can make that more than one look a second.</summary>
    /// <exception cref="PublicStateUnknownException">It has not been read since the start, and cannot be.</exception>
    public async ValueTask<PublicSnapshot> ReadAgainAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (lookedAgainAt is { } before && time.GetElapsedTime(before) < BetweenExtraLooks && current is { } known)
                return known;
            lookedAgainAt = time.GetTimestamp();
            return await LookOnceAsync();
        }
        finally
        {
            looking.Release();
        }
    }

    private async ValueTask<PublicSnapshot> LookAsync(CancellationToken cancellationToken)
    {
        ThrowIfJustFailed();
        if (!await looking.WaitAsync(0, cancellationToken))
        {
            var known = current;
            if (known is not null && known.Generation == Interlocked.Read(ref generation) && time.GetElapsedTime(Interlocked.Read(ref lookedAt)) < GoodWithoutLook)
                return known;
            await looking.WaitAsync(cancellationToken);
        }

        try
        {
            ThrowIfJustFailed();
            return Present ?? await LookOnceAsync();
        }
        finally
        {
            looking.Release();
        }
    }

    // Who knows nothing is asked by many: not each of them is a reason to knock at the database again.
    private void ThrowIfJustFailed()
    {
        if (unknown is { } reason && current is null && time.GetElapsedTime(Interlocked.Read(ref lookedAt)) < BetweenLooks)
            throw new PublicStateUnknownException(reason);
    }

    private async Task<PublicSnapshot> LookOnceAsync()
    {
        var begun = Interlocked.Read(ref generation);
        try
        {
            var version = await reader.VersionAsync().WaitAsync(Patience, time);
            var known = current;
            if (known is null || known.Facts.Version != version || time.GetElapsedTime(readAt) >= GoodWithoutReading)
            {
                known = new PublicSnapshot(await reader.ReadAsync(clock.Now).WaitAsync(Patience + Patience, time), begun, hosts);
                hosts.Turn();
                readAt = time.GetTimestamp();
            }
            else if (known.StaleSince is not null || known.Generation != begun)
                known = known.Confirmed(begun);
            if (current?.StaleSince is { } since)
                Log.Back(logger, since);
            lastTrue = clock.Now;
            Interlocked.Exchange(ref trueAt, time.GetTimestamp());
            return Show(known);
        }
        catch (Exception reason)
        {
            // Whatever it is, customers are better served by the last state with its age than by none.
            return Show(Outdated(reason, begun));
        }
    }

    private PublicSnapshot Outdated(Exception reason, long begun)
    {
        if (current is not { } known)
        {
            if (unknown is null)
                Log.Unknown(logger, reason);
            unknown = reason;
            Interlocked.Exchange(ref lookedAt, time.GetTimestamp());
            throw new PublicStateUnknownException(reason);
        }

        // A hiccup is nothing to speak of, unless we know that there is something newer.
        if (known.StaleSince is not null || (known.Generation == begun && time.GetElapsedTime(Interlocked.Read(ref trueAt)) < GoodWithoutLook))
            return known.Generation == begun ? known : known.As(lastTrue, begun);
        Log.Outdated(logger, reason, lastTrue);
        return known.As(lastTrue, begun);
    }

    private PublicSnapshot Show(PublicSnapshot snapshot)
    {
        Interlocked.Exchange(ref lookedAt, time.GetTimestamp());
        current = snapshot;
        return snapshot;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What is public cannot be read; the status page shows the state of {Since} and says so")]
        public static partial void Outdated(ILogger logger, Exception reason, Instant since);

        [LoggerMessage(Level = LogLevel.Error, Message = "What is public cannot be read and has not been read before; the status page says that it knows nothing")]
        public static partial void Unknown(ILogger logger, Exception reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "What is public can be read again; the status page had shown the state of {Since}")]
        public static partial void Back(ILogger logger, Instant since);
    }
}

/// <summary>Nobody can say what the public may read now, and nobody has said it before.</summary>
internal sealed class PublicStateUnknownException(Exception innerException) : Exception("What is public cannot be read.", innerException);
