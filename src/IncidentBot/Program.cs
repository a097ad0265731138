using IncidentBot;
using IncidentBot.Configuration;

return await ConfigurationException.ReportAsync(() => BotApplication.Build(args, TimeProvider.System).RunAsync());
