using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Observability;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Maintenance;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;
using IncidentBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Tests.StatusPage;

/// <summary>The public page over HTTP, on a real database. The real decider decides the incidents, and they are stored as rows.</summary>
internal sealed class PublicPage : IAsyncDisposable
{
    public const string Api = "apiapiapiapi";
    public const string Web = "webwebwebweb";
    public const string Mail = "mailmailmail";

    private static readonly PersonId Somebody = new("U0SECRETPERSON");

    private readonly ITestDatabase file;
    private readonly WatchedDatabase database;
    private readonly WebApplication app;
    private readonly Dictionary<long, Incident> incidents = [];

    private PublicPage(ITestDatabase file, WatchedDatabase database, WebApplication app) => (this.file, this.database, this.app) = (file, database, app);

    public static ComponentCatalog Catalog { get; } = new(
    [
        new Component(Mail, "mail", "Mail", null, "Sending and receiving"),
        new Component(Api, "api", "API", "Platform", null),
        new Component(Web, "web", "Web", "Platform", null),
    ]);

    public required HttpClient Http { get; init; }

    public MovableTime Time => file.Time;

    public Instant Now => file.Clock.Now;

    public WatchedDatabase Database => database;

    public IServiceProvider Services => app.Services;

    public static async Task<PublicPage> OpenAsync(
        ComponentCatalog? catalog = null, StatusPageSettings? settings = null, SqlDialect dialect = SqlDialect.Sqlite, Action<IServiceCollection>? also = null, ITestDatabase? on = null)
    {
        var file = on ?? TestDatabase.Of(dialect);
        var database = new WatchedDatabase(file.Open());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging();
        builder.Services.AddSingleton<IDatabase>(database).AddSingleton(file.Clock).AddSingleton<TimeProvider>(new SteadyTime(file.Time)).AddMetrics().AddSingleton<BotMetrics>();
        also?.Invoke(builder.Services);
        builder.Services.AddStatusPage(settings ?? new StatusPageSettings("Example", null, "help@example.com"), catalog ?? Catalog);
        var app = builder.Build();
        app.UseRouting();
        app.UsePublicAnswers();
        app.MapStatusPage();
        await app.StartAsync();
        return new PublicPage(file, database, app) { Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } };
    }

    public async Task DeclareAsync(long number, string title = "Internal title", bool isPrivate = false, bool isSecurity = false)
    {
        var declare = new IncidentCommand.Declare(title, "Major") { IsPrivate = isPrivate, IsSecurity = isSecurity, Description = "Internal words" };
        await KeepAsync(null, IncidentDecider.Declare(new IncidentId(number), declare, Somebody, Now, Policy()));
    }

    public async Task DoAsync(long number, IncidentCommand command) =>
        await KeepAsync(incidents[number], IncidentDecider.Decide(incidents[number], command, Somebody, Now, Policy()));

    public Task PublishAsync(long number, PublicState state, string text, string? title = null, params (string Id, ComponentStatus Status)[] components) =>
        DoAsync(number, new IncidentCommand.PublishUpdate(state, text)
        {
            Title = title,
            Components = components.Aggregate(new IncidentCommand.PublishUpdate(state, text).Components, (all, one) => all.SetItem(one.Id, one.Status)),
        });

    public async Task MergeAsync(long number, long into) => await DoAsync(number, new IncidentCommand.Merge(incidents[into]));

    public async Task ResolveAsync(long number) => await DoAsync(number, new IncidentCommand.Resolve(IsOver: true, WillNotRecur: true));

    /// <summary>Changes rows directly, and notifies the snapshot source.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(sql);
                await app.Services.GetRequiredService<PublicPageStore>().MarkChangedAsync(session);
            },
            CancellationToken.None);
        app.Services.GetRequiredService<SnapshotSource>().Invalidate();
    }

    public async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await Http.GetStringAsync(path)).RootElement;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await file.DisposeAsync();
    }

    private IncidentPolicy Policy() => new(
        new SeverityCatalog(
        [
            new Severity
            {
                Key = "Major",
                Rank = 1,
                Meaning = "Bad",
                Contractual = "High",
                Cadence = new Cadence(Duration.FromMinutes(60), Duration.FromMinutes(30)),
            },
        ]),
        new ReminderPolicy(),
        app.Services.GetRequiredService<ComponentCatalog>());

    private async Task KeepAsync(Incident? before, Decision decision)
    {
        var accepted = decision as Decision.Accepted ?? throw new InvalidOperationException($"Refused: {decision}");
        var change = new IncidentChange(before, accepted.Incident, accepted.Events, Somebody, Now);
        await database.WriteAsync(
            async session =>
            {
                await WriteAsync(session, accepted.Incident);
                foreach (var reaction in app.Services.GetServices<IIncidentReaction>())
                    await reaction.ReactAsync(change, session);
            },
            CancellationToken.None);
        incidents[accepted.Incident.Id.Number] = accepted.Incident;
    }

    private static Task WriteAsync(DbSession session, Incident incident) =>
        session.ExecuteAsync(
            """
            insert into incident (
                id, version, title, severity, phase, declared_by, declared_at, customer_impact, impact_number, is_private, is_security, summary,
                public_promised_for, last_promise, last_public_update_at, public_state, public_title, public_updates, components, run,
                run_since, resolved_at, ended_at, merged_into)
            values (
                @Id, @Version, @Title, @Severity, @Phase, @DeclaredBy, @DeclaredAt, @CustomerImpact, @ImpactNumber, @IsPrivate, @IsSecurity, @Summary,
                @PublicPromisedFor, @LastPromise, @LastPublicUpdateAt, @PublicState, @PublicTitle, @PublicUpdates, @Components, @Run,
                @RunSince, @ResolvedAt, @EndedAt, @MergedInto)
            on conflict (id) do update
            set version = @Version, phase = @Phase, public_promised_for = @PublicPromisedFor, last_public_update_at = @LastPublicUpdateAt,
                public_state = @PublicState, public_title = @PublicTitle, public_updates = @PublicUpdates, components = @Components,
                resolved_at = @ResolvedAt, ended_at = @EndedAt, merged_into = @MergedInto
            """,
            new
            {
                Id = incident.Id.Number,
                incident.Version,
                incident.Title,
                incident.Severity,
                Phase = incident.Phase.Word(),
                DeclaredBy = incident.DeclaredBy.Value,
                incident.DeclaredAt,
                incident.CustomerImpact,
                incident.ImpactNumber,
                incident.IsPrivate,
                incident.IsSecurity,
                incident.Summary,
                PublicPromisedFor = incident.PublicClock?.PromisedFor,
                incident.LastPromise,
                incident.LastPublicUpdateAt,
                PublicState = incident.PublicState?.Word(),
                incident.PublicTitle,
                incident.PublicUpdates,
                Components = JsonSerializer.Serialize(incident.Components.ToDictionary(held => held.Key, held => held.Value.Word())),
                incident.Run,
                incident.RunSince,
                incident.ResolvedAt,
                incident.EndedAt,
                MergedInto = incident.MergedInto?.Number,
            });
}
