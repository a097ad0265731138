using Npgsql;

namespace IncidentBot.Benchmarks.Limit;

/// <summary>One autocommit insert for each request, over a connection pool.</summary>
internal sealed class PostgresLimitStore : ILimitStore
{
    private readonly NpgsqlDataSource source;

    public PostgresLimitStore(string connectionString)
    {
        source = NpgsqlDataSource.Create($"{connectionString};Maximum Pool Size=64;Max Auto Prepare=10;Auto Prepare Min Usages=1");
        using var create = source.CreateCommand("create table command (key text primary key not null, text text not null, at bigint not null)");
        create.ExecuteNonQuery();
    }

    public async Task WriteAsync(string key, string text)
    {
        await using var insert = source.CreateCommand("insert into command (key, text, at) values ($1, $2, $3)");
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() });
        await insert.ExecuteNonQueryAsync();
    }
}
