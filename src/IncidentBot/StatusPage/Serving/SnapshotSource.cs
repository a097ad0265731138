using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>
/// Holds the last snapshot of the public data. After a commit of this process the data is read again before the next response.
/// A commit of another replica is detected by a check of the version, at most every two seconds.
/// If the database fails, the last snapshot is shown with its age.
/// </summary>
internal sealed partial class SnapshotSource(StatusPageReader reader, KnownHosts hosts, Clock clock, TimeProvider time, ILogger<SnapshotSource> logger)
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(2);

    /// <summary>While one request checks, others use a snapshot checked at most this long ago.</summary>
    private static readonly TimeSpan UsableWithoutCheck = TimeSpan.FromSeconds(10);

    /// <summary>A replica of an older release may change public data without a new version, so the data is read again after this time.</summary>
    private static readonly TimeSpan UsableWithoutRead = TimeSpan.FromSeconds(30);

    /// <summary>A request for newer data causes an additional check, at most this often.</summary>
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _checking = new(1, 1);
    private long _generation;
    private long _checkedAt;
    private long _confirmedAt;
    private long _readAt;
    private long? _recheckedAt;
    private Instant _lastConfirmed;
    private volatile PublicSnapshot? _current;
    private volatile Exception? _failure;

    /// <summary>The snapshot that needs no check; null when one is due.</summary>
    public PublicSnapshot? Current => _current is { } known && IsUsable(known, CheckInterval) ? known : null;

    /// <summary>Marks the snapshot as outdated after a commit. Called on the writer's thread.</summary>
    public void Invalidate() => Interlocked.Increment(ref _generation);

    /// <summary>The current snapshot, or the last one if the database cannot be read.</summary>
    /// <exception cref="PublicStateUnknownException">The public data has not been read since the start, and cannot be read now.</exception>
    public ValueTask<PublicSnapshot> ReadAsync(CancellationToken cancellationToken) =>
        Current is { } known ? ValueTask.FromResult(known) : CheckAsync(cancellationToken);

    /// <summary>A snapshot of at least this version, which another replica may have written after the last check.</summary>
    /// <exception cref="PublicStateUnknownException">That version cannot be read now.</exception>
    public async ValueTask<PublicSnapshot> ReadAsync(long version, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is var known && known.Facts.Version >= version)
            return known;
        Invalidate();
        var snapshot = await ReadAsync(cancellationToken);
        return snapshot.Facts.Version >= version
            ? snapshot
            : throw new PublicStateUnknownException(new InvalidOperationException($"The last snapshot is older than version {version}."));
    }

    /// <summary>The same with an additional check, for a caller that expects newer data. All callers together cause at most one check a second.</summary>
    /// <exception cref="PublicStateUnknownException">The public data has not been read since the start, and cannot be read now.</exception>
    public async ValueTask<PublicSnapshot> RecheckAsync(CancellationToken cancellationToken)
    {
        await _checking.WaitAsync(cancellationToken);
        try
        {
            if (_recheckedAt is { } before && time.GetElapsedTime(before) < RecheckInterval && _current is { } known)
                return known;
            _recheckedAt = time.GetTimestamp();
            return await CheckNowAsync();
        }
        finally
        {
            _checking.Release();
        }
    }

    private bool IsUsable(PublicSnapshot known, TimeSpan limit) =>
        known.Generation == Interlocked.Read(ref _generation) && time.GetElapsedTime(Interlocked.Read(ref _checkedAt)) < limit;

    private async ValueTask<PublicSnapshot> CheckAsync(CancellationToken cancellationToken)
    {
        ThrowIfJustFailed();
        if (!await _checking.WaitAsync(0, cancellationToken))
        {
            if (_current is { } known && IsUsable(known, UsableWithoutCheck))
                return known;
            await _checking.WaitAsync(cancellationToken);
        }

        try
        {
            ThrowIfJustFailed();
            return Current ?? await CheckNowAsync();
        }
        finally
        {
            _checking.Release();
        }
    }

    // Without any snapshot, the requests of one interval share one failed attempt.
    private void ThrowIfJustFailed()
    {
        if (_failure is { } reason && _current is null && time.GetElapsedTime(Interlocked.Read(ref _checkedAt)) < CheckInterval)
            throw new PublicStateUnknownException(reason);
    }

    private async Task<PublicSnapshot> CheckNowAsync()
    {
        var begun = Interlocked.Read(ref _generation);
        try
        {
            var version = await reader.VersionAsync().WaitAsync(CheckTimeout, time);
            var known = _current;
            if (known is null || known.Facts.Version != version || time.GetElapsedTime(_readAt) >= UsableWithoutRead)
            {
                known = new PublicSnapshot(await reader.ReadAsync(clock.Now).WaitAsync(ReadTimeout, time), begun, hosts);
                hosts.CountSnapshot();
                _readAt = time.GetTimestamp();
            }
            else if (known.StaleSince is not null || known.Generation != begun)
                known = known.Confirmed(begun);
            if (_current?.StaleSince is { } since)
                Log.Recovered(logger, since);
            _lastConfirmed = clock.Now;
            Interlocked.Exchange(ref _confirmedAt, time.GetTimestamp());
            return Replace(known);
        }
        catch (Exception reason)
        {
            // Whatever the failure is, the last snapshot with its age serves customers better than an error.
            return Replace(LastSnapshot(reason, begun));
        }
    }

    private PublicSnapshot LastSnapshot(Exception reason, long begun)
    {
        if (_current is not { } known)
        {
            if (_failure is null)
                Log.Unknown(logger, reason);
            _failure = reason;
            Interlocked.Exchange(ref _checkedAt, time.GetTimestamp());
            throw new PublicStateUnknownException(reason);
        }

        // A short failure is not shown, unless the data is known to have changed.
        var isRecent = known.Generation == begun && time.GetElapsedTime(Interlocked.Read(ref _confirmedAt)) < UsableWithoutCheck;
        if (known.StaleSince is not null || isRecent)
            return known.Generation == begun ? known : known.AsStale(_lastConfirmed, begun);
        Log.Stale(logger, reason, _lastConfirmed);
        return known.AsStale(_lastConfirmed, begun);
    }

    private PublicSnapshot Replace(PublicSnapshot snapshot)
    {
        Interlocked.Exchange(ref _checkedAt, time.GetTimestamp());
        _current = snapshot;
        return snapshot;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The public data could not be read; the status page shows the state of {Since} and its age")]
        public static partial void Stale(ILogger logger, Exception reason, Instant since);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "The public data could not be read, and has not been read before; the status page says that the status is unknown")]
        public static partial void Unknown(ILogger logger, Exception reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The public data was read again; the status page had shown the state of {Since}")]
        public static partial void Recovered(ILogger logger, Instant since);
    }
}

/// <summary>The public data cannot be read now and has not been read before.</summary>
internal sealed class PublicStateUnknownException(Exception innerException) : Exception("The public data cannot be read.", innerException);
