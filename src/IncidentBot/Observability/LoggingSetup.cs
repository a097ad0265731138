using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Settings.Configuration;

namespace IncidentBot.Observability;

/// <summary>Serilog as the only provider of the framework's logging. Levels stay where an ASP.NET Core operator sets them: <c>Logging:LogLevel</c>.</summary>
internal static class LoggingSetup
{
    private static readonly Dictionary<string, string?> DefaultLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        // The framework logs each request with its URL, which may carry a token.
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        // Logged by our own sentences; the framework would repeat each of them as an error at every request of /readyz and every refused call.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        ["Logging:LogLevel:Polly"] = "None",
        ["Logging:LogLevel:Quartz"] = "Warning",
    };

    public static void Add(WebApplicationBuilder builder, Redactor redactor)
    {
        builder.AddDefaults(DefaultLevels);
        var isDesk = builder.Environment.IsDevelopment() || !Console.IsOutputRedirected;
        // No assembly to load sinks from: a sink named in the configuration would write without the redaction.
        var levelsOnly = new ConfigurationReaderOptions(typeof(Log).Assembly);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .ReadFrom.Configuration(builder.Configuration, levelsOnly)
            .WriteTo.Console(isDesk ? RedactingFormatter.Text(redactor) : RedactingFormatter.Json(redactor))
            .CreateLogger();
        builder.Logging.ClearProviders();
        // AddSerilog() would replace the framework's logger factory, and Logging:LogLevel with it.
        builder.Logging.AddProvider(new SerilogLoggerProvider(logger, dispose: true));
    }
}
