using System.Data.Common;
using System.Diagnostics;
using System.IO.Compression;
using Dapper;
using IncidentBot.SlackEmulator;
using IncidentBot.Storage;
using IncidentBot.Tests;
using Npgsql;

namespace IncidentBot.EndToEnd.Upgrade;

/// <summary>A database that another version wrote (Samples/README.md), with the workspace it belongs to as far as the database knows it.</summary>
internal static class UpgradeSample
{
    private const string Folder = "tests/IncidentBot.EndToEnd/Upgrade/Samples";

    /// <summary>The names of the samples.</summary>
    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Repository.PathOf(Folder), "*.gz").Select(file => Path.GetFileName(file).Split('.')[0]).Order(StringComparer.Ordinal);

    /// <summary>Puts a sample where this world's bot will find it.</summary>
    public static async Task RestoreAsync(World world, string name)
    {
        if (IsFile(world))
            await UnzipAsync(FileOf(name), world.DatabasePath);
        else
            await RunAsync(world, await File.ReadAllTextAsync(DumpOf(name)));
        await RestoreSlackAsync(world);
    }

    /// <summary>Puts the database of a world whose bot has stopped where another world's bot will find it. A server's database is shared by both worlds.</summary>
    public static async Task TakeOverAsync(World from, World to)
    {
        if (IsFile(from))
            File.Copy(from.DatabasePath, to.DatabasePath);
        await RestoreSlackAsync(to);
    }

    /// <summary>Writes a sample of this version.</summary>
    public static async Task SaveAsync(World world, string name)
    {
        if (IsFile(world))
        {
            await using var packed = new GZipStream(File.Create(FileOf(name)), CompressionLevel.SmallestSize);
            await using var file = File.OpenRead(world.DatabasePath);
            await file.CopyToAsync(packed);
            return;
        }

        var server = new NpgsqlConnectionStringBuilder(world.ConnectionString);
        using var dump = Process.Start(
            "pg_dump", ["--inserts", "--no-owner", "--no-privileges", "-h", server.Host!, "-U", server.Username!, "-f", DumpOf(name), server.Database!]);
        await dump.WaitForExitAsync();
        Assert.That(dump.ExitCode, Is.Zero);
        // Commands of psql, which no other client knows.
        await File.WriteAllLinesAsync(DumpOf(name), (await File.ReadAllLinesAsync(DumpOf(name))).Where(line => !line.StartsWith('\\')));
    }

    /// <summary>Asks the database beside the bot.</summary>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(World world, string sql)
    {
        await using var connection = await ConnectAsync(world);
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    private static bool IsFile(World world) => world.ConnectionString.Length == 0;

    private static string FileOf(string name) => Repository.PathOf($"{Folder}/{name}.sqlite.gz");

    private static string DumpOf(string name) => Repository.PathOf($"{Folder}/{name}.postgres.sql");

    private static async Task UnzipAsync(string from, string to)
    {
        await using var packed = new GZipStream(File.OpenRead(from), CompressionMode.Decompress);
        await using var file = File.Create(to);
        await packed.CopyToAsync(file);
    }

    private static async Task RunAsync(World world, string sql)
    {
        await using var connection = await ConnectAsync(world);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<DbConnection> ConnectAsync(World world)
    {
        if (IsFile(world))
            return SqliteConnections.OpenReader(world.DatabasePath);
        // A dump changes the settings of its session.
        var connection = new NpgsqlConnection($"{world.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    // The rooms, and the bot's messages there and elsewhere; what the messages say is of no account.
    private static async Task RestoreSlackAsync(World world)
    {
        var (workspace, bot) = (world.Workspace, world.Workspace.App.BotUserId);
        foreach (var room in await QueryAsync<RoomRow>(world, "select channel_id, name from room"))
            workspace.AddChannel(new SlackChannel(room.ChannelId, room.Name) { Creator = bot, Members = [bot, world.Ada.Id, world.Grace.Id, world.Linus.Id] });

        foreach (var posts in (await QueryAsync<PostRow>(world, "select key, channel_id, ts from slack_post order by ts")).GroupBy(post => post.ChannelId))
        {
            workspace.AddChannel(workspace.Channel(posts.Key) with
            {
                Messages = [.. posts.Select(post => new SlackMessage(post.ChannelId, post.Ts, bot, $"({post.Key})") { BotId = workspace.App.BotId })],
                Pins = [.. posts.Where(post => post.Key == "headline").Select(post => new SlackPin(post.Ts, bot, 0))],
            });
        }
    }

    private sealed record RoomRow
    {
        public string ChannelId { get; init; } = "";

        public string Name { get; init; } = "";
    }

    private sealed record PostRow
    {
        public string Key { get; init; } = "";

        public string ChannelId { get; init; } = "";

        public string Ts { get; init; } = "";
    }
}
