using IncidentBot;
using IncidentBot.Configuration;
using IncidentBot.Operations;
using IncidentBot.Storage;

return OperatorCommands.IsAsked(args)
    ? await OperatorCommands.RunAsync(args, TimeProvider.System)
    : await StorageUnavailableException.ReportAsync(() => ConfigurationException.ReportAsync(() => BotApplication.RunAsync(args, TimeProvider.System)));
