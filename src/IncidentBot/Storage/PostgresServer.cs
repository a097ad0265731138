using System.Data.Common;
using Npgsql;

namespace IncidentBot.Storage;

/// <summary>The address of a PostgreSQL database and the settings of its connections.</summary>
internal sealed class PostgresServer
{
    /// <summary>Few connections are busy at a time, and replicas share the limit of the server, which is a hundred by default.</summary>
    private const int Connections = 20;

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresServer(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>For messages: the database, the host and the port, without the password.</summary>
    public string Name => $"{_settings.Database ?? _settings.Username} at {_settings.Host}:{_settings.Port}";

    /// <summary>The limit of connections in a pool.</summary>
    public int MaxConnections => _settings.MaxPoolSize;

    /// <summary>For units that write.</summary>
    public string Writing => _settings.ConnectionString;

    /// <summary>For units that read: the server refuses a write.</summary>
    public string Reading => With(settings => settings.Options = $"{settings.Options} -c default_transaction_read_only=on".Trim());

    /// <summary>For migrations, without a time limit. The session, with its lock, ends with the connection.</summary>
    public string Migrating => With(settings =>
    {
        settings.Pooling = false;
        settings.CommandTimeout = 0;
    });

    /// <param name="connectionString">The operator's setting, which overrides the defaults.</param>
    /// <exception cref="StorageUnavailableException">It holds a name or value that Npgsql does not know.</exception>
    public static PostgresServer Of(string connectionString)
    {
        // Slack waits three seconds for an answer, so a server that does not respond must be given up before.
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "IncidentBot",
            MaxPoolSize = Connections,
            Timeout = 2,
            CommandTimeout = 5,
            TcpKeepAlive = true,
            MaxAutoPrepare = 256,
            AutoPrepareMinUsages = 2,
            // No unit changes its session.
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
            // The inner message may repeat a part of the text, and with it the password.
            throw new StorageUnavailableException(
                "Storage:ConnectionString holds a name or a value that Npgsql does not know. "
                + "See https://www.npgsql.org/doc/connection-string-parameters.html.");
        }
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString);
        change(settings);
        return settings.ConnectionString;
    }
}
