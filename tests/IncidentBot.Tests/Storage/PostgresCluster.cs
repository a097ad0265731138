using System.Diagnostics;
using Npgsql;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

/// <summary>
/// A PostgreSQL server of our own in a folder of its own, reached by a socket in it. It ends with this process, however that ends.
/// </summary>
internal sealed class PostgresCluster : IDisposable
{
    // The server ends when its standard input does, without tidying up: its data go with it. A line says with which signal to stop it instead. It refuses to run for the superuser, who therefore lends it another's name.
    private const string Script =
        """
        cd "$1" || exit 1
        if [ ! -d data ]; then
          "$2/initdb" -D data -U incidentbot -A trust -E UTF8 --locale=C --no-sync >initdb.log 2>&1 || exit 1
        fi
        "$2/postgres" -D data -k "$1" -c listen_addresses= -c fsync=off -c max_connections=400 $3 >>server.log 2>&1 &
        read -r signal
        kill -"${signal:-QUIT}" $! && wait $!
        """;

    // What a server that need not survive a crash can do without.
    private const string Hurried = "-c full_page_writes=off -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<PostgresCluster> Common = new(() => StartNew(Hurried));

    private readonly string _folder = Directory.CreateTempSubdirectory("incidentbot-pg-").FullName;
    private readonly string _binaries;
    private readonly string _options;
    private Process? _server;
    private int _databases;

    private PostgresCluster(string binaries, string options)
    {
        (_binaries, _options) = (binaries, options);
        // Whoever the server runs as makes its data folder in here.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        Start();
    }

    /// <summary>The one that tests share, each with databases of its own. Where there is no PostgreSQL the test is skipped, in CI it fails.</summary>
    public static PostgresCluster Shared => Common.Value;

    /// <summary>Takes the shared one away, if any test wanted it.</summary>
    public static void EndShared()
    {
        if (Common.IsValueCreated)
            Common.Value.Dispose();
    }

    /// <summary>One that a test may stop and start.</summary>
    /// <param name="options">Further ones for the server, which win over ours.</param>
    public static PostgresCluster StartNew(string options = "") => new(Binaries(), options);

    /// <summary>A new database.</summary>
    /// <param name="template">The database that it is a copy of; an empty one unless told. Nothing may be connected to it.</param>
    /// <returns>How to reach it.</returns>
    public string NewDatabase(string template = "template1")
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        Execute(server => $"create database {name} template {template}{Strategy(server)}");
        return ConnectionString(name);
    }

    /// <summary>Runs a statement as the superuser, in the database that every server has.</summary>
    public void Execute(string sql) => Execute(_ => sql);

    public void Start()
    {
        string[] script = ["sh", "-c", Script, "sh", _folder, _binaries, _options];
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", Unprivileged(), "--", .. script] : script;
        _server = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true })!;

        var since = Stopwatch.StartNew();
        while (!Answers())
        {
            if (_server.HasExited || since.Elapsed > Patience)
                throw new InvalidOperationException($"PostgreSQL did not start:\n{Log()}");
            _server.WaitForExit(20);
        }
    }

    /// <summary>Ends the server with all its connections; it can be started again.</summary>
    public void Stop() => End("INT");

    private void End(string signal)
    {
        if (_server is null)
            return;
        _server.StandardInput.WriteLine(signal);
        _server.StandardInput.Close();
        _server.WaitForExit(Patience);
        _server.Dispose();
        _server = null;
    }

    public void Dispose()
    {
        End("QUIT");
        Directory.Delete(_folder, recursive: true);
    }

    // To copy the files is faster than to log each page. Before version 15 there was no other way.
    private static string Strategy(Version server) => server.Major >= 15 ? " strategy file_copy" : "";

    private void Execute(Func<Version, string> sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql(connection.PostgreSqlVersion), connection);
        command.ExecuteNonQuery();
    }

    private static string Binaries()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Reverse().Select(version => Path.Combine(version, "bin")) : []);
        if (folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"))) is { } found)
            return found;
        const string Missing = "There is no PostgreSQL here (initdb and postgres, in PATH or /usr/lib/postgresql); tests/run.sh installs it.";
        if (Environment.GetEnvironmentVariable("CI") is "true" or "1")
            Assert.Fail(Missing);
        Assert.Ignore(Missing);
        throw new InvalidOperationException(Missing);
    }

    private static string Unprivileged() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private string ConnectionString(string database) => $"Host={_folder};Username=incidentbot;Database={database}";

    private bool Answers()
    {
        try
        {
            Execute("select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private string Log() => string.Join('\n', new[] { "initdb.log", "server.log" }.Select(name => Path.Combine(_folder, name)).Where(File.Exists).Select(File.ReadAllText));
}
