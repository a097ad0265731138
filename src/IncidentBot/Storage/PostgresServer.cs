using System.Data.Common;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>Where a PostgreSQL database is and how we talk to it.</summary>
internal sealed class PostgresServer
{
    /// <summary>Fewer connections than one might think are busy at a time, and replicas share what the server allows, a hundred by default.</summary>
    private const int Connections = 20;

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresServer(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>For people: the database, the host and the port, and no password.</summary>
    public string Name => $"{_settings.Database ?? _settings.Username} at {_settings.Host}:{_settings.Port}";

    /// <summary>How many connections a pool may hold.</summary>
    public int MostConnections => _settings.MaxPoolSize;

    /// <summary>For units that write.</summary>
    public string Writing => _settings.ConnectionString;

    /// <summary>For reading: the server itself refuses a write.</summary>
    public string Reading => With(settings => settings.Options = $"{settings.Options} -c default_transaction_read_only=on".Trim());

    /// <summary>For bringing the schema up to date, which takes as long as it takes. Its session ends with the connection, and with it all it holds.</summary>
    public string Migrating => With(settings =>
    {
        settings.Pooling = false;
        settings.CommandTimeout = 0;
    });

    /// <param name="connectionString">What the operator set; it wins over every default of ours.</param>
    /// <exception cref="StorageUnavailableException">It names something that Npgsql does not know.</exception>
    public static PostgresServer Of(string connectionString)
    {
        // Slack's patience is three seconds: a server that does not answer must be given up before.
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "IncidentBot",
            MaxPoolSize = Connections,
            Timeout = 2,
            CommandTimeout = 5,
            TcpKeepAlive = true,
            MaxAutoPrepare = 256,
            AutoPrepareMinUsages = 2,
            // No unit leaves anything behind in its session.
            NoResetOnClose = true,
        };
        try
        {
            var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
            foreach (string key in given.Keys)
                settings[key] = given[key];
            return new PostgresServer(settings);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            // The reason may repeat a part of the text, and with it a password.
            throw new StorageUnavailableException(
                "Storage:ConnectionString holds a name or a value that Npgsql does not know. See https://www.npgsql.org/doc/connection-string-parameters.html.");
        }
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString);
        change(settings);
        return settings.ConnectionString;
    }
}
