using System.Globalization;
using IncidentBot.Storage;
using IncidentBot.Tests;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace IncidentBot.EndToEnd;

/// <summary>The bot's process is killed while it migrates an earlier database.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CrashMigrationTests
{
    // A few kills in every run; tests/run.sh --long sets more.
    private static readonly int Kills = CrashSize.Of("MIGRATION_KILLS", 3);

    private static readonly Dictionary<string, string> Settings = [];

    [Test]
    public async Task A_kill_after_one_migration_continues_with_the_next()
    {
        await using var world = await CrashWorld.StartAsync(Settings);
        EarlierDatabase.Write(world.Database, 2);
        var before = EarlierDatabase.Read(world.Database);
        var applied = 2;
        var died = new List<int>();

        while (applied < EarlierDatabase.All.Count - 1)
        {
            applied = await KilledAfterAsync(world, applied);
            died.Add(applied);
            AssertWhole(EarlierDatabase.Read(world.Database), before.Rows);
        }

        await world.StartBotAsync();
        await AssertServesAsync(world, before.Rows);
        await TestContext.Out.WriteLineAsync($"Died after migrations {string.Join(", ", died)}.");
        Assert.That(died, Is.Unique.And.Some.LessThan(EarlierDatabase.All.Count));
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task A_kill_during_a_migration_keeps_all_of_it_or_nothing(int earlier)
    {
        var random = new Random(await CrashSize.SeedAsync());
        var died = new List<int>();

        while (died.Count < Kills)
        {
            await using var world = await CrashWorld.StartAsync(Settings);
            EarlierDatabase.Write(world.Database, earlier);
            var before = EarlierDatabase.Read(world.Database);
            var left = before;
            do
            {
                await KilledWritingAsync(world, (long)(random.NextDouble() * EarlierDatabase.LogFrom(left.Migrations.Count)));
                left = EarlierDatabase.Read(world.Database);
                AssertWhole(left, before.Rows);
                died.Add(left.Migrations.Count);
            }
            while (left.Migrations.Count < EarlierDatabase.All.Count && died.Count < Kills);

            await world.StartBotAsync();
            await AssertServesAsync(world, before.Rows);
        }

        await TestContext.Out.WriteLineAsync($"Died after so many migrations: {string.Join(", ", died)}.");
    }

    [Test]
    public async Task A_kill_during_a_migration_on_PostgreSQL_rolls_it_back_and_the_waiting_replica_runs_it()
    {
        await using var world = await CrashWorld.StartReplicatedAsync(Settings);
        // The migration creates this table last but one. It blocks here, with all the others created and nothing committed.
        await using var rival = new NpgsqlConnection(world.ConnectionString);
        await rival.OpenAsync();
        await using var unfinished = await rival.BeginTransactionAsync();
        await using (var create = new NpgsqlCommand("create table public_draft (id text)", rival, unfinished))
            await create.ExecuteNonQueryAsync();

        await using var first = world.Spawn();
        await Eventually.IsTrueAsync(async () => (await world.QueryAsync<int>("select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%create table%'")).Count == 1);
        await using var second = world.Spawn();
        await Eventually.IsTrueAsync(() => second.Output.Contains("waiting for it", StringComparison.Ordinal));
        await first.KillAsync();
        var left = await world.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public'");
        await unfinished.RollbackAsync();
        await second.AddressAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(left, Is.SubsetOf(["schema_migration"]));
            Assert.That(await world.QueryAsync<int>("select version from schema_migration order by version"), Is.EqualTo(Migration.Embedded("Postgres").Select(migration => migration.Version)));
            Assert.That(await world.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public'"), Does.Contain("slack_form").And.Contain("public_draft"));
        }
    }

    // A lock on the file holds the process back during each check: the applied migrations we see are those at the kill.
    private static async Task<int> KilledAfterAsync(CrashWorld world, int applied)
    {
        using var rival = SqliteConnections.OpenWriter(world.Database);
        rival.Run("pragma busy_timeout = 0");
        await using var bot = world.Spawn();
        var hasBegun = false;
        while (!bot.HasEnded)
        {
            if (raw.sqlite3_exec(rival.Handle, "begin immediate") == raw.SQLITE_OK)
            {
                var now = Applied(rival);
                if (now > applied)
                    await bot.KillAsync();
                raw.sqlite3_exec(rival.Handle, "rollback");
                if (now > applied)
                    return now;
            }
            else
            {
                hasBegun = true;
            }

            await PauseAsync(hasBegun);
        }

        throw new InvalidOperationException($"The bot ended by itself:\n{bot.Output}");
    }

    private static int Applied(SqliteConnection connection)
    {
        using var count = connection.CreateCommand();
        count.CommandText = "select count(*) from schema_migration";
        return Convert.ToInt32(count.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    // Kills the process once its log has grown by this much.
    private static async Task KilledWritingAsync(CrashWorld world, long bytes)
    {
        var log = new FileInfo(world.Database + "-wal");
        var before = Length(log);
        await using var bot = world.Spawn();
        while (!bot.HasEnded && !bot.IsListening && Length(log) <= before + bytes)
            await PauseAsync(Length(log) > before);
        await bot.KillAsync();

        static long Length(FileInfo file)
        {
            file.Refresh();
            return file.Exists ? file.Length : 0;
        }
    }

    // A migration takes milliseconds; the time before the first one is longer.
    private static Task PauseAsync(bool hasBegun)
    {
        if (!hasBegun)
            return Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        Thread.SpinWait(500);
        return Task.CompletedTask;
    }

    private static void AssertWhole(FileContents left, string rows)
    {
        var expected = EarlierDatabase.Read(left.Migrations.Count);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(left.Integrity, Is.EqualTo("ok"));
            Assert.That(left.Migrations, Is.EqualTo(Enumerable.Range(1, left.Migrations.Count)));
            Assert.That(left.Objects, Is.EqualTo(expected.Objects), "exactly the objects of those migrations");
            Assert.That(left.Rows, Is.EqualTo(rows));
        }
    }

    private static async Task AssertServesAsync(CrashWorld world, string rows)
    {
        AssertWhole(EarlierDatabase.Read(world.Database), rows);
        var answer = await world.Ada.CommandAsync("/incident", "declare critical: API is down", World.General);
        await world.QuietAsync();

        Assert.That(EarlierDatabase.Read(world.Database).Migrations, Has.Count.EqualTo(EarlierDatabase.All.Count));
        Assert.That(answer.Text, Does.StartWith("Declared"), answer.Failure);
        Assert.That(world.Rooms, Has.Count.EqualTo(1));
    }
}
