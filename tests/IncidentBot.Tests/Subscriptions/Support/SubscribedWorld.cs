using System.Net;
using System.Net.Mail;
using IncidentBot.Auditing;
using IncidentBot.Configuration;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Core.StatusPage;
using IncidentBot.Incidents;
using IncidentBot.Observability;
using IncidentBot.Outbox;
using IncidentBot.Scheduling;
using IncidentBot.StatusPage;
using IncidentBot.StatusPage.Serving;
using IncidentBot.Storage;
using IncidentBot.Subscriptions;
using IncidentBot.Subscriptions.Audience;
using IncidentBot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace IncidentBot.Tests.Subscriptions.Support;

/// <summary>The page with its subscriptions over HTTP, a real database, the real engine, a real outbox and a real mail server. No Slack.</summary>
internal sealed class SubscribedWorld : IAsyncDisposable, IOperatorNotifier
{
    public const string Api = "apiapiapiapi";
    public const string Web = "webwebwebweb";

    private static readonly PersonId Somebody = new("U0SECRETPERSON");

    private readonly ITestDatabase _file;
    private readonly WebApplication _app;
    private int _deliveries;

    private SubscribedWorld(SqlDialect dialect, Func<SubscriptionOptions, SubscriptionOptions>? change, Action<IServiceCollection, SubscribedWorld> more, bool frozen)
    {
        Time = frozen ? MovableTime.Frozen() : new MovableTime();
        _file = TestDatabase.Of(dialect);
        Database = _file.Open();
        Options = change is null ? Subscriptions() : change(Subscriptions());
        _app = Build(more);
    }

    public static ComponentCatalog Catalog { get; } = new([new Component(Api, "api", "API", "Platform", null), new Component(Web, "web", "Web", "Platform", null)]);

    public MovableTime Time { get; }

    public Clock Clock => new(Time);

    public MailServer Mail { get; } = new();

    public IDatabase Database { get; }

    /// <summary>The same data as another replica opens it; on PostgreSQL alone.</summary>
    public IDatabase OpenElsewhere() => _file.Open();

    public SubscriptionOptions Options { get; }

    public HttpClient Http { get; private set; } = new();

    public IServiceProvider Services => _app.Services;

    public PublicStories Stories => Services.GetRequiredService<PublicStories>();

    public SubscriptionSettings Settings => Services.GetRequiredService<SubscriptionSettings>();

    /// <summary>What operators were told.</summary>
    public List<string> Operators { get; } = [];

    // On the loopback, at any port: a test's receivers live there.
    private SubscriptionOptions Subscriptions() => new()
    {
        Smtp = new SmtpOptions { Host = "127.0.0.1", Port = Mail.Port, Tls = SmtpTls.None, From = new MailAddress("status@example.com", "Exämple Status") },
        Webhooks = true,
        WebhookPorts = [.. Enumerable.Range(1, 65_535)],
        WebhookNetworks = [IPNetwork.Parse("127.0.0.0/8")],
        PerAddress = 3,
        PerClient = 20,
        Total = 500,
    };

    /// <param name="dialect">Which database.</param>
    /// <param name="change">How the options differ from the usual ones.</param>
    /// <param name="pumps">Whether the outbox is carried out by itself.</param>
    /// <param name="more">Other things to add.</param>
    /// <param name="frozen">Whether the clock stands still until it is moved.</param>
    public static async Task<SubscribedWorld> OpenAsync(
        SqlDialect dialect = SqlDialect.Sqlite, Func<SubscriptionOptions, SubscriptionOptions>? change = null, bool pumps = true, Action<IServiceCollection, SubscribedWorld>? more = null, bool frozen = false)
    {
        var world = new SubscribedWorld(dialect, change, (services, self) =>
        {
            if (!pumps)
                services.Remove(services.First(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(OutboxPump)));
            more?.Invoke(services, self);
        }, frozen);
        await world._app.StartAsync();
        world.Http = new HttpClient { BaseAddress = new Uri(world._app.Urls.Single()) };
        return world;
    }

    private static StatusPageSettings Page { get; } = new("Example", new Uri("https://status.example.com"), "help@example.com") { SubscribePath = "/status/subscribe" };

    public Task TellAsync(string text, Instant now, DbSession session)
    {
        Operators.Add(text);
        return Task.CompletedTask;
    }

    public async Task<IncidentId> DeclareAsync(bool isPrivate = false, bool isSecurity = false)
    {
        var result = await Services.GetRequiredService<IncidentEngine>().DeclareAsync(
            Delivery(), new IncidentCommand.Declare($"Internal {Interlocked.Increment(ref _deliveries)}", "Major") { IsPrivate = isPrivate, IsSecurity = isSecurity }, Somebody, CancellationToken.None);
        return ((EngineResult.Accepted)result).Change.After.Id;
    }

    public async Task DoAsync(IncidentId id, IncidentCommand command)
    {
        var result = await TryAsync(id, command);
        if (result is not EngineResult.Accepted)
            throw new InvalidOperationException(result.ToString());
    }

    /// <summary>Does it, if that is allowed.</summary>
    public Task<EngineResult> TryAsync(IncidentId id, IncidentCommand command) =>
        Services.GetRequiredService<IncidentEngine>().HandleAsync(Delivery(), id, command, Somebody, CancellationToken.None);

    public Task PublishAsync(IncidentId id, string text = "We are looking into it.", PublicState state = PublicState.Investigating, string? title = "API errors", params (string Id, ComponentStatus Status)[] components)
    {
        var command = new IncidentCommand.PublishUpdate(state, text) { Title = title };
        return DoAsync(id, command with { Components = components.Aggregate(command.Components, (all, one) => all.SetItem(one.Id, one.Status)) });
    }

    /// <summary>Puts other words in the place of an update.</summary>
    public async Task CorrectAsync(IncidentId id, int number, string text, bool tells = true)
    {
        var update = (await Database.ReadAsync(session => new TimelineStore().PublicUpdateAsync(session, id, number), CancellationToken.None))!;
        await DoAsync(id, new IncidentCommand.PublishUpdate(update.State, text) { Title = update.Title, Corrects = new Correction(number, update.Text) { TellsSubscribers = tells } });
    }

    /// <summary>Records a past incident, without notifications.</summary>
    public async Task<IncidentId> BackfillAsync(Instant startedAt, Instant endedAt)
    {
        var result = await Services.GetRequiredService<IncidentEngine>().BackfillAsync(
            Delivery(), new IncidentCommand.Backfill("Internal, of the past", "Major", startedAt, endedAt) { CustomerImpact = true }, Somebody, CancellationToken.None);
        return ((EngineResult.Accepted)result).Change.After.Id;
    }

    public async Task MergeAsync(IncidentId id, IncidentId into) => await DoAsync(id, new IncidentCommand.Merge((await FindIncidentAsync(into))!));

    /// <summary>Adds a subscriber who confirmed long ago.</summary>
    public Task<long> AddAsync(string address, SubscriptionScope? scope = null, SubscriberKind kind = SubscriberKind.Email) => Database.WriteAsync(
        session => new SubscriberStore().ConfirmAsync(session, Request(address, scope, kind), SecretText.New(), kind == SubscriberKind.Webhook ? "the secret" : null, Clock.Now),
        CancellationToken.None);

    public static SubscriptionRequest Request(string address, SubscriptionScope? scope = null, SubscriberKind kind = SubscriberKind.Email) => new()
    {
        Token = SecretText.New(),
        Kind = kind,
        Address = address,
        Contact = kind == SubscriberKind.Email ? address : "owner@example.com",
        Person = address,
        Scope = scope ?? SubscriptionScope.All,
        CreatedAt = Instant.FromUnixTimeSeconds(0),
        ExpiresAt = Instant.FromUnixTimeSeconds(0),
    };

    public Task<Subscriber?> FindAsync(long id) => Database.ReadAsync(session => new SubscriberStore().FindAsync(session, id), CancellationToken.None);

    public Task<Incident?> FindIncidentAsync(IncidentId id) => Database.ReadAsync(session => new IncidentStore().FindAsync(session, id), CancellationToken.None);

    public Task<IReadOnlyList<OutboxRow>> RowsAsync() => Database.ReadAsync(session => session.QueryAsync<OutboxRow>("select * from outbox order by id"), CancellationToken.None);

    public Task ExecuteAsync(string sql) => Database.WriteAsync(session => session.ExecuteAsync(sql), CancellationToken.None);

    /// <summary>Moves the clock and lets the outbox notice.</summary>
    public void Move(TimeSpan by)
    {
        Time.Move(by);
        Services.GetRequiredService<OutboxSignal>().Set();
    }

    /// <summary>Waits until nothing is left to be carried out.</summary>
    public Task DrainedAsync() => Eventually.IsTrueAsync(async () => (await RowsAsync()).All(row => row.State is not (OutboxState.Pending or OutboxState.InFlight)));

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Http.PostAsync(path, content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Mail.DisposeAsync();
        await _file.DisposeAsync();
    }

    private CommandDelivery Delivery() => CommandDelivery.Silent($"test:{Interlocked.Increment(ref _deliveries)}");

    private WebApplication Build(Action<IServiceCollection, SubscribedWorld> more)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging().AddMetrics();
        builder.Services.AddSingleton(Database).AddSingleton<TimeProvider>(Time).AddSingleton(Clock).AddSingleton<BotMetrics>().AddSingleton<DeliveryStore>();
        builder.Services.AddSingleton<IOperatorNotifier>(this).AddSingleton(new HealthOptions(Duration.FromMinutes(2), Duration.FromMinutes(2), Duration.FromMinutes(2)));
        builder.Services.AddSingleton(Policy()).AddSingleton<SweepSignal>().AddIncidents().AddOutbox(OutboxOptions.Default);
        builder.Services.AddStatusPage(Page, Catalog).AddSubscriptions(Options, Page);
        more(builder.Services, this);
        var app = builder.Build();
        app.UseRouting();
        app.UsePublicAnswers();
        app.MapStatusPage();
        app.MapSubscriptions();
        return app;
    }

    private static IncidentPolicy Policy() => new(
        new SeverityCatalog(
        [
            new Severity { Key = "Major", Rank = 1, Meaning = "Bad", Contractual = "High", Cadence = new Cadence(Duration.FromMinutes(60), Duration.FromMinutes(30)) },
        ]),
        new ReminderPolicy(),
        Catalog);
}
