using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentBot.Configuration;

internal static class ConfigurationModule
{
    extension(WebApplicationBuilder builder)
    {
        /// <summary>Reads the settings and offers each part to whoever asks for it.</summary>
        /// <exception cref="ConfigurationException">The configuration cannot be used.</exception>
        public Settings AddSettings()
        {
            var unreadable = FileValues.AddTo(builder.Configuration);
            var settings = Settings.Read(builder.Configuration, unreadable);
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Services.AddSingleton(settings.Slack);
            builder.Services.AddSingleton(settings.Policy);
            builder.Services.AddSingleton(settings.StatusPage);
            builder.Services.AddSingleton(settings.Support);
            builder.Services.AddSingleton(settings.Paging);
            builder.Services.AddSingleton(settings.Health);
            builder.Services.AddSingleton(settings.Observability);
            builder.Services.AddSingleton(settings.Zone);
            return settings;
        }
    }

    extension(ConfigurationException)
    {
        /// <summary>
        /// Runs the host; a configuration it cannot use ends it with code 1 and the problems in plain sentences on the error stream,
        /// because a stack trace tells an operator nothing.
        /// </summary>
        public static async Task<int> ReportAsync(Func<Task> run)
        {
            try
            {
                await run();
                return 0;
            }
            catch (ConfigurationException problems)
            {
                await Console.Error.WriteLineAsync("IncidentBot cannot start; its configuration needs a correction (docs/configuration.md lists every key):");
                foreach (var problem in problems.Problems)
                    await Console.Error.WriteLineAsync($"  {problem}");
                return 1;
            }
        }
    }
}
