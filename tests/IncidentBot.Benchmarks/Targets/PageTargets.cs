using System.Globalization;
using System.Text;
using IncidentBot.Benchmarks.Servers;
using IncidentBot.Benchmarks.Traffic;
using IncidentBot.Storage;
using Microsoft.Data.Sqlite;

namespace IncidentBot.Benchmarks.Targets;

/// <summary>Target 9: the status page and its JSON during an incident, compared with the same bytes in ASP.NET Core's output cache.</summary>
internal sealed class PageTargets(Uri slack)
{
    private const int Rounds = 3;
    private const int Connections = 64;
    private const int Components = 12;
    private const int Incidents = 40;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(4);

    public async Task RunAsync()
    {
        await MeasureAsync("The status page", "/status", "page", "</html>");
        await MeasureAsync("summary.json", "/api/v2/summary.json", "data", "x_incidentbot");
    }

    private async Task MeasureAsync(string title, string path, string file, string expected)
    {
        var (products, limits) = (new List<Measured>(), new List<Measured>());
        var bytes = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var answers = Directory.CreateTempSubdirectory("incidentbot-pages-").FullName;
            await using (var product = Contender.Product(Store.Sqlite, null, slack, [.. Names()]))
            {
                await product.LoadAsync();
                await product.RestartAsync(Publish);
                await KeepAsync(await product.Server.AddressAsync(), answers);
                bytes = new FileInfo(Path.Combine(answers, file)).Length;
                products.Add(await OnceAsync(product, path, expected));
            }

            await using (var limit = Contender.CachedBytes(answers))
                limits.Add(await OnceAsync(limit, path, expected));
            Directory.Delete(answers, recursive: true);
        }

        Report.Begin(string.Create(CultureInfo.InvariantCulture, $"{title}, {bytes / 1024.0:0} KiB, {Connections} connections, closed loop; limit: the same bytes from ASP.NET Core's output cache"));
        Report.Ratio("reads per second", products.Median(one => one.Latencies.PerSecond), limits.Median(one => one.Latencies.PerSecond), 0.7, atLeast: true);
        Report.Ratio("server CPU time per read", products.Median(one => one.ProcessorPerCommand), limits.Median(one => one.ProcessorPerCommand), 2, atLeast: false, " µs");
        Report.Ratio("p50", products.Median(one => one.Latencies.P50), limits.Median(one => one.Latencies.P50), 2, atLeast: false, " ms");
        Report.Ratio("p99", products.Median(one => one.Latencies.P99), limits.Median(one => one.Latencies.P99), 2, atLeast: false, " ms");
        Report.Absolute("failed", products.Sum(one => one.Latencies.Bad), 0, "");
    }

    private static async Task<Measured> OnceAsync(Contender contender, string path, string expected)
    {
        var load = (await contender.LoadAsync()).Expecting(expected);
        var requests = Enumerable.Repeat(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), 1_000_000).ToArray();
        await load.ClosedAsync(requests, Connections, WarmUp);
        var before = contender.Server.Processor;
        var latencies = await load.ClosedAsync(requests, Connections, Length);
        var processor = contender.Server.Processor - before;
        if (latencies.Good == 0)
            throw new InvalidOperationException($"No response was as expected:\n{contender.Server.Output}");
        return new Measured(latencies, processor.TotalMicroseconds / (latencies.Good + latencies.Bad));
    }

    private static async Task KeepAsync(Uri address, string folder)
    {
        using var http = new HttpClient { BaseAddress = address };
        await File.WriteAllBytesAsync(Path.Combine(folder, "page"), await http.GetByteArrayAsync("/status"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "data"), await http.GetByteArrayAsync("/api/v2/summary.json"));
    }

    private static IEnumerable<(string Key, string Value)> Names() =>
        Enumerable.Range(1, Components).Select(number => ($"StatusPage__Components__c{number}__Name", $"Component {number}")).Append(("StatusPage__Url", "https://status.example.com"));

    /// <summary>Inserts forty incidents of the last days, three of them open, each with five updates.</summary>
    private static void Publish(string database)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        using var connection = SqliteConnections.OpenPlain(database);
        for (var id = 1; id <= Incidents; id++)
        {
            var (began, isOpen) = (now - ((Incidents - id) * 3_600_000L * 8), id > Incidents - 3);
            Execute(
                connection,
                """
                insert into incident (id, version, title, severity, phase, declared_by, declared_at, customer_impact, impact_number, is_private, is_security, public_promised_for,
                    last_promise, last_public_update_at, public_state, public_title, public_updates, components, run, run_since, ended_at)
                values ($id, 1, 'x', 'Critical', $phase, 'U1', $began, 1, 0, 0, 0, $promise, 0, $began, $state, 'Requests fail for some customers', 5, '{}', 1, 0, $ended)
                """,
                ("$id", id), ("$phase", isOpen ? "monitoring" : "closed"), ("$began", began), ("$promise", isOpen ? now + 1_500_000 : DBNull.Value), ("$state", isOpen ? "monitoring" : "resolved"),
                ("$ended", isOpen ? DBNull.Value : began + 3_600_000));
            for (var number = 1; number <= 5; number++)
            {
                Execute(
                    connection,
                    """
                    insert into public_update (incident_id, number, state, title, body, components, published_at, published_by)
                    values ($id, $number, $state, 'x', $body, '{}', $at, 'U1')
                    """,
                    ("$id", id), ("$number", number), ("$state", isOpen ? "monitoring" : number == 5 ? "resolved" : "investigating"),
                    ("$body", "About one request in ten fails with error 500. We have found the cause and are rolling back a change. Please try again; nothing you saved is lost."),
                    ("$at", began + (number * 600_000)));
            }
        }
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
