using IncidentBot.Configuration;

return await ConfigurationException.ReportAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddSettings();
    var app = builder.Build();
    await app.RunAsync();
});
