using System.Threading.Channels;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Benchmarks.Limit;

/// <summary>One writer that commits all queued rows together, with one prepared statement and nothing else.</summary>
internal sealed class SqliteLimitStore : ILimitStore
{
    private readonly Channel<(string Key, string Text, TaskCompletionSource Done)> queue = Channel.CreateBounded<(string, string, TaskCompletionSource)>(4_096);
    private readonly SqliteConnection connection;

    public SqliteLimitStore(string path)
    {
        connection = SqliteConnections.OpenWriter(path);
        connection.Run("create table command (key text primary key not null, text text not null, at integer not null)");
        new Thread(Write) { IsBackground = true }.Start();
    }

    public async Task WriteAsync(string key, string text)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync((key, text, done));
        await done.Task;
    }

    private void Write()
    {
        using var begin = Prepare("begin immediate");
        using var commit = Prepare("commit");
        using var insert = Prepare("insert into command (key, text, at) values ($key, $text, $at)");
        var (keyed, texted, timed) = (insert.Parameters.Add("$key", SqliteType.Text), insert.Parameters.Add("$text", SqliteType.Text), insert.Parameters.Add("$at", SqliteType.Integer));
        var group = new List<TaskCompletionSource>();
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            begin.ExecuteNonQuery();
            while (group.Count < 512 && queue.Reader.TryRead(out var command))
            {
                (keyed.Value, texted.Value, timed.Value) = (command.Key, command.Text, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
                insert.ExecuteNonQuery();
                group.Add(command.Done);
            }

            commit.ExecuteNonQuery();
            group.ForEach(done => done.SetResult());
            group.Clear();
        }
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
