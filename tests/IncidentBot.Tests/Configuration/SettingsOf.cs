using IncidentBot.Configuration;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace IncidentBot.Tests.Configuration;

/// <summary>Settings from a few keys on top of the secrets every installation has.</summary>
internal static class SettingsOf
{
    public static IConfiguration Configuration(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Slack:BotToken"] = "xoxb-1-2-abc", ["Slack:SigningSecret"] = "8f74" })
            .AddInMemoryCollection(values.ToDictionary(pair => pair.Key, pair => pair.Value))
            .Build();

    public static Settings Valid(params (string Key, string? Value)[] values) => Settings.Read(Configuration(values));

    public static IReadOnlyList<ConfigurationProblem> Problems(params (string Key, string? Value)[] values) =>
        Assert.Throws<ConfigurationException>(() => Settings.Read(Configuration(values)))!.Problems;
}
