namespace IncidentBot.Playground.Bot;

/// <summary>Stores the bot's output in a file. The last lines are also shown when the bot does not start.</summary>
internal sealed class BotLog(string path) : IDisposable
{
    private const int Kept = 20;

    private readonly Lock _gate = new();
    private readonly Queue<string> _latest = new();
    private StreamWriter? _file = new(path, append: true) { AutoFlush = true };

    public string Latest
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _latest);
        }
    }

    public void Write(string line)
    {
        lock (_gate)
        {
            _file?.WriteLine(line);
            _latest.Enqueue(line);
            if (_latest.Count > Kept)
                _latest.Dequeue();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }
}
