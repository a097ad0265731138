using IncidentBot.Auditing;
using IncidentBot.Configuration;
using IncidentBot.CustomerReports;
using IncidentBot.ExternalPages;
using IncidentBot.Housekeeping;
using IncidentBot.Incidents;
using IncidentBot.Observability;
using IncidentBot.Outbox;
using IncidentBot.Paging;
using IncidentBot.Reminders;
using IncidentBot.Scheduling;
using IncidentBot.SlackEdge;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;
using IncidentBot.Subscriptions;
using IncidentBot.WordingCheck;

namespace IncidentBot;

/// <summary>Builds the application from its features.</summary>
internal static class BotApplication
{
    /// <summary>Runs until the process is told to stop.</summary>
    /// <exception cref="ConfigurationException">Something in the configuration cannot be used.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be used.</exception>
    public static async Task RunAsync(string[] args, TimeProvider time)
    {
        await using var app = Build(args, time);
        // Opened before the host starts: the host would log an unusable database as its own failure, with a stack trace.
        app.Services.GetRequiredService<IDatabase>();
        await app.RunAsync();
    }

    /// <param name="args">The command line; its keys override those of the environment and the settings files.</param>
    /// <param name="time">The only clock.</param>
    /// <exception cref="ConfigurationException">Something in the configuration cannot be used.</exception>
    public static WebApplication Build(string[] args, TimeProvider time)
    {
        // Settings are read once. A watch on their folder would fire at each write to a database in it.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.Services.AddSingleton(time);
        var settings = builder.AddSettings();
        builder.AddObservability(settings);
        builder.Services.AddStorage(settings.Storage).AddOutbox(settings.Outbox).AddScheduling(builder.Configuration, time);
        builder.Services.AddIncidents().AddReminders().AddPaging().AddCustomerReports().AddAuditing().AddSlack(settings);
        builder.Services.AddHousekeeping(builder.Configuration).AddWording(settings);
        builder.Services.AddStatusPage(SettingsOf(settings), settings.StatusPage.Components);
        builder.Services.AddSubscriptions(settings.Subscriptions, SettingsOf(settings)).AddExternalPages(settings.Publishing);

        var app = builder.Build();
        app.UsePublicAnswers();
        app.MapObservability();
        app.MapStatusPage();
        app.MapSubscriptions();
        app.MapWording();
        app.MapSlack();
        return app;
    }

    private static StatusPageSettings SettingsOf(Settings settings) =>
        SettingsOf(settings.StatusPage) with { SubscribePath = settings.Subscriptions.Smtp is null ? null : "/status/subscribe" };

    private static StatusPageSettings SettingsOf(StatusPageOptions page) => new(page.Name, page.Url, page.SupportAddress)
    {
        AskReaders = page.AskReaders,
        Brand = new Brand
        {
            Logo = page.Brand.Logo is { } logo ? new Logo(logo.Content, logo.Extension, logo.ContentType) : null,
            Accent = page.Brand.Accent is { } accent ? new AccentColour(accent.Light.ToString(), accent.Dark.ToString()) : null,
            Links = [.. page.Brand.Links.Select(link => new BrandLink(link.Text, link.Address))],
        },
        Copy = page.Copy is { } copy ? new MirrorSettings(copy.Folder, copy.Command, copy.CommandTimeout.ToTimeSpan(), copy.Interval.ToTimeSpan()) : null,
    };
}
