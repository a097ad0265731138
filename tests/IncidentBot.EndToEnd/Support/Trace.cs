using IncidentBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd.Support;

/// <summary>The traces of a request: the number of rows in each table, and the number of calls to Slack.</summary>
internal sealed record Trace(string Rows, int Calls)
{
    /// <summary>The present state, once the bot has introduced itself to Slack.</summary>
    public static async Task<Trace> OfAsync(World world)
    {
        await world.UntilAsync(() => world.Slack.Calls.Any(call => call.Method == "auth.test"), "the bot's greeting");
        var rows = await world.Services.GetRequiredService<IDatabase>().ReadAsync(
            async session =>
            {
                var tables = await session.QueryAsync<string>(session.Dialect == SqlDialect.Postgres
                    ? "select table_name from information_schema.tables where table_schema = 'public' order by table_name"
                    : "select name from sqlite_master where type = 'table' order by name");
                var counts = new List<string>();
                foreach (var table in tables)
                    counts.Add($"{table}: {await session.SingleAsync<long>($"select count(*) from {table}")}");
                return string.Join(", ", counts);
            },
            CancellationToken.None);
        return new Trace(rows, world.Slack.Calls.Count);
    }
}
