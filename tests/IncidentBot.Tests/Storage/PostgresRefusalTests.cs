using IncidentBot.Storage;
using IncidentBot.Tests.Observability;
using Npgsql;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

/// <summary>A PostgreSQL server that answers and stores nothing: somebody's standby, or one that was set to read only.</summary>
internal sealed class PostgresRefusalTests
{
    [Test]
    public async Task A_server_that_stores_nothing_is_named_by_every_unit_and_by_readiness_and_when_it_does_again_all_goes_on()
    {
        await using var server = new DatabaseOnServer();
        var database = server.Open();
        var readiness = new DatabaseReadiness(database, server.Clock, server.Time);
        var before = await readiness.LookAsync();
        SetReadOnly(server, "on");

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => RecordAsync(database, "meanwhile"));
        var meanwhile = await new DatabaseReadiness(database, server.Clock, server.Time).LookAsync();
        SetReadOnly(server, "off");
        await RecordAsync(database, "afterwards");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.IsReady, Is.True);
            Assert.That(refusal!.Message, Does.Contain("cannot be written: it is a standby or set to read only").And.Contain("Storage:ConnectionString"));
            Assert.That((meanwhile.IsReady, meanwhile.Advice), Is.EqualTo((false, refusal.Message)));
            Assert.That(await KeysAsync(database), Is.EqualTo(new[] { "afterwards", "readiness" }));
        }
    }

    [Test]
    public async Task A_server_that_stores_nothing_stops_the_start_with_the_same_sentence()
    {
        await using var server = new DatabaseOnServer();
        server.Open();
        await server.CloseAsync();
        SetReadOnly(server, "on");

        Assert.That(() => server.Open(), Throws.InstanceOf<StorageUnavailableException>().With.Message.Contains("it is a standby or set to read only"));
    }

    // For connections made from now on; those that are open are ended.
    private static void SetReadOnly(DatabaseOnServer server, string onOrOff)
    {
        var name = new NpgsqlConnectionStringBuilder(server.ConnectionString).Database;
        PostgresCluster.Shared.Execute($"alter database {name} set default_transaction_read_only = {onOrOff}");
        PostgresCluster.Shared.Execute($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
    }

    private static Task RecordAsync(IDatabase database, string key) => database.WriteAsync(
        session => session.ExecuteAsync("insert into delivery (key, received_at) values (@key, 0)", new { key }), CancellationToken.None);

    private static Task<IReadOnlyList<string>> KeysAsync(IDatabase database) =>
        database.ReadAsync(session => session.QueryAsync<string>("select key from delivery order by key"), CancellationToken.None);
}
