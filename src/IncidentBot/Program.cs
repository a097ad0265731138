using IncidentBot;
using IncidentBot.Configuration;
using IncidentBot.Storage;

return await StorageUnavailableException.ReportAsync(() => ConfigurationException.ReportAsync(() => BotApplication.RunAsync(args, TimeProvider.System)));
