using Microsoft.Extensions.Configuration.Memory;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Settings.Configuration;

namespace IncidentBot.Observability;

/// <summary>Serilog behind the framework's logging, with its levels where every ASP.NET Core operator looks for them.</summary>
internal static class LoggingSetup
{
    // The framework tells of each request with its address, and an address may carry what a log must not.
    private static readonly Dictionary<string, string?> DefaultLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:Quartz"] = "Warning",
    };

    public static void Add(WebApplicationBuilder builder, Redactor redactor)
    {
        // Beneath every other source: whoever says otherwise wins.
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = DefaultLevels });

        var readable = builder.Environment.IsDevelopment() || !Console.IsOutputRedirected;
        // No assembly to load sinks from: one named in the configuration would write past the redaction.
        var levelsOnly = new ConfigurationReaderOptions(typeof(Log).Assembly);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .ReadFrom.Configuration(builder.Configuration, levelsOnly)
            .WriteTo.Console(readable ? RedactingFormatter.Readable(redactor) : RedactingFormatter.Json(redactor))
            .CreateLogger();
        builder.Logging.ClearProviders();
        // Not by AddSerilog: it switches the levels of Logging:LogLevel off.
        builder.Logging.AddProvider(new SerilogLoggerProvider(logger, dispose: true));
    }
}
