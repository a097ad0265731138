using IncidentBot.Configuration;
using IncidentBot.Observability;

return await ConfigurationException.ReportAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var settings = builder.AddSettings();
    builder.AddObservability(settings);
    var app = builder.Build();
    app.MapObservability();
    await app.RunAsync();
});
