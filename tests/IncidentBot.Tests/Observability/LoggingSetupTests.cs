using IncidentBot.Observability;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace IncidentBot.Tests.Observability;

public sealed class LoggingSetupTests
{
    [Test]
    public async Task The_frameworks_words_about_each_request_are_off_and_ours_are_on()
    {
        await using var app = Build();

        var loggers = app.Services.GetRequiredService<ILoggerFactory>();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(loggers.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Information), Is.False);
            Assert.That(loggers.CreateLogger("System.Net.Http.HttpClient.Slack.LogicalHandler").IsEnabled(LogLevel.Information), Is.False);
            Assert.That(loggers.CreateLogger("IncidentBot.Outbox").IsEnabled(LogLevel.Information), Is.True);
            Assert.That(loggers.CreateLogger("IncidentBot.Outbox").IsEnabled(LogLevel.Debug), Is.False);
        }
    }

    [Test]
    public async Task An_operator_turns_levels_with_the_keys_of_the_framework()
    {
        await using var app = Build("--Logging:LogLevel:IncidentBot=Debug", "--Logging:LogLevel:Microsoft.AspNetCore=Error");

        var loggers = app.Services.GetRequiredService<ILoggerFactory>();

        Assert.That(loggers.CreateLogger("IncidentBot.Outbox").IsEnabled(LogLevel.Debug), Is.True);
        Assert.That(loggers.CreateLogger("Microsoft.AspNetCore.Routing").IsEnabled(LogLevel.Warning), Is.False);
    }

    [Test]
    public async Task Serilogs_own_level_is_heard_too()
    {
        await using var app = Build("--Serilog:MinimumLevel:Default=Error");

        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("IncidentBot.Outbox");

        Assert.That(logger.IsEnabled(LogLevel.Warning), Is.False);
    }

    [Test]
    public async Task A_sink_named_in_the_configuration_would_bypass_the_redaction_and_is_not_loaded()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.log");
        await using (var app = Build("--Serilog:Using:0=Serilog.Sinks.File", "--Serilog:WriteTo:0:Name=File", $"--Serilog:WriteTo:0:Args:path={file}"))
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("IncidentBot").LogError("Something");

        Assert.That(File.Exists(file), Is.False);
    }

    private static WebApplication Build(params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        LoggingSetup.Add(builder, new Redactor([]));
        return builder.Build();
    }
}
