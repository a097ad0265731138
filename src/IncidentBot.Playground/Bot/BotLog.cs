namespace IncidentBot.Playground.Bot;

/// <summary>Stores the bot's output in a file. The last lines are also shown when the bot does not start.</summary>
internal sealed class BotLog(string path) : IDisposable
{
    private const int Kept = 20;

    private readonly Lock gate = new();
    private readonly Queue<string> latest = new();
    private StreamWriter? file = new(path, append: true) { AutoFlush = true };

    public string Latest
    {
        get
        {
            lock (gate)
                return string.Join('\n', latest);
        }
    }

    public void Write(string line)
    {
        lock (gate)
        {
            file?.WriteLine(line);
            latest.Enqueue(line);
            if (latest.Count > Kept)
                latest.Dequeue();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            file?.Dispose();
            file = null;
        }
    }
}
