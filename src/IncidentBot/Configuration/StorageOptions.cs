using System.Data.Common;

namespace IncidentBot.Configuration;

/// <summary>Which database keeps the data.</summary>
internal enum StorageProvider
{
    /// <summary>One file, for one process.</summary>
    Sqlite,

    /// <summary>A server, for any number of processes.</summary>
    Postgres,
}

/// <summary>Where the data lives; section <c>Storage</c>.</summary>
internal sealed record StorageOptions
{
    public const string Section = "Storage";
    public const string DefaultPath = "data/incidentbot.db";

    private const string Example = "Host=db.example.com;Database=incidentbot;Username=incidentbot;Password=…";

    public StorageProvider Provider { get; init; }

    /// <summary>The SQLite file; its folder is created. A relative path starts at the working directory.</summary>
    public string Path { get; init; } = DefaultPath;

    /// <summary>How to reach PostgreSQL, in Npgsql's words; empty for SQLite. It usually holds a password.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>What must not appear in a log.</summary>
    public IEnumerable<string> Secrets => ConnectionString.Length == 0 ? [] : [ConnectionString, .. Passwords(ConnectionString)];

    // A record prints its properties; this one holds a password.
    public override string ToString() => $"{nameof(StorageOptions)} for {Provider}";

    public static StorageOptions Read(SettingsReader storage)
    {
        var options = new StorageOptions
        {
            Provider = storage.Choice("Provider", StorageProvider.Sqlite),
            Path = storage.Text("Path", DefaultPath) ?? DefaultPath,
            ConnectionString = storage.Text("ConnectionString") ?? "",
        };
        if (Problem(options) is { } problem)
            storage.Problem("ConnectionString", problem);
        return options;
    }

    // None of these may repeat the text: it holds a password.
    private static string? Problem(StorageOptions options) => (options.Provider, options.ConnectionString) switch
    {
        (StorageProvider.Postgres, "") => $"is missing; Storage:Provider is Postgres, so say where it is: {Example}",
        (StorageProvider.Sqlite, not "") => "is set, but the data goes to the file in Storage:Path. Set Storage:Provider to Postgres, or take this key out.",
        (StorageProvider.Postgres, var text) when text.Contains("://", StringComparison.Ordinal) => $"is a web address; it should name each part, as in {Example}",
        (StorageProvider.Postgres, var text) when Parse(text) is not { } parts || !parts.ContainsKey("Host") && !parts.ContainsKey("Server") => $"cannot be read; it should look like {Example}",
        _ => null,
    };

    private static DbConnectionStringBuilder? Parse(string text)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Passwords(string text) =>
        Parse(text) is not { } parts
            ? []
            : new[] { "Password", "PWD", "PSW", "SSL Password", "SslPassword" }
                .Select(key => parts.TryGetValue(key, out var value) ? value.ToString() : null)
                .OfType<string>();
}
