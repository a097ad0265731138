namespace IncidentBot.Slack.SocketMode;

/// <summary>The state of all connections, and the latest problem.</summary>
internal sealed class SocketLedger(int wanted, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly DateTimeOffset?[] _since = new DateTimeOffset?[wanted];
    private DateTimeOffset? _withoutSince = clock.GetUtcNow();
    private SocketTrouble? _trouble;

    public SocketModeStatus Status
    {
        get
        {
            lock (_gate)
                return new SocketModeStatus(_since.Length, [.. _since.OfType<DateTimeOffset>().Order()], _withoutSince, _trouble);
        }
    }

    /// <summary>Marks a connection as in use; returns the number of connections in use.</summary>
    public int Greeted(int place)
    {
        lock (_gate)
        {
            _since[place] = clock.GetUtcNow();
            (_withoutSince, _trouble) = (null, null);
            return _since.Count(since => since is not null);
        }
    }

    public void Gone(int place)
    {
        lock (_gate)
        {
            _since[place] = null;
            if (_since.All(since => since is null))
                _withoutSince ??= clock.GetUtcNow();
        }
    }

    /// <summary>Returns whether the problem differs from the previous one.</summary>
    public bool Note(SocketTrouble trouble)
    {
        lock (_gate)
        {
            var isNews = trouble != _trouble;
            _trouble = trouble;
            return isNews;
        }
    }
}
