using IncidentBot.Configuration;
using IncidentBot.Observability;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentBot.Storage;

internal static class StorageModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddStorage(StorageOptions options)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<Clock>();
            services.AddSingleton<DeliveryStore>();
            // Opened by the first hosted service that needs it, so an unusable database stops the start. The container closes it after every service has
            // stopped.
            services.AddSingleton(provider => Open(options, provider.GetRequiredService<Clock>(), provider.GetRequiredService<ILoggerFactory>()));
            services.AddReadiness<DatabaseReadiness>("database");
            services.AddHostedService<StorageStart>();
            return services;
        }
    }

    private static IDatabase Open(StorageOptions options, Clock clock, ILoggerFactory loggers) => options.Provider switch
    {
        StorageProvider.Postgres => PostgresDatabase.Open(options, Migration.Embedded("Postgres"), clock, loggers.CreateLogger<PostgresDatabase>()),
        _ => SqliteDatabase.Open(options, Migration.Embedded("Sqlite"), clock, loggers.CreateLogger<SqliteDatabase>()),
    };

    extension(StorageUnavailableException)
    {
        /// <summary>Runs the program; an unusable database ends it with code 1 and one sentence on the error stream.</summary>
        public static async Task<int> ReportAsync(Func<Task<int>> run)
        {
            try
            {
                return await run();
            }
            catch (StorageUnavailableException refusal)
            {
                await Console.Error.WriteLineAsync($"IncidentBot cannot start. {refusal.Message}");
                return 1;
            }
        }
    }
}

/// <summary>Opens the database at the start, before the first request is served.</summary>
internal sealed class StorageStart(IDatabase database) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.SingleAsync<int>("select 1"), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
