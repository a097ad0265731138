using IncidentBot.Configuration;
using IncidentBot.Incidents;
using IncidentBot.Observability;
using IncidentBot.Outbox;
using IncidentBot.Reminders;
using IncidentBot.Scheduling;
using IncidentBot.SlackEdge;
using IncidentBot.StatusPage;
using IncidentBot.Storage;

return await ConfigurationException.ReportAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var settings = builder.AddSettings();
    builder.AddObservability(settings);
    builder.Services.AddStorage(builder.Configuration).AddOutbox(builder.Configuration).AddScheduling(builder.Configuration);
    builder.Services.AddIncidents().AddReminders().AddStatusPage(settings).AddSlack(settings);
    var app = builder.Build();
    app.MapObservability();
    app.MapStatusPage();
    app.MapSlack();
    await app.RunAsync();
});
