using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.Tests.ExternalPages;

/// <summary>What goes wrong with a request.</summary>
internal enum AtlassianFault
{
    None,

    /// <summary>It is done, and the connection breaks before the answer.</summary>
    LosesAnswer,

    /// <summary>HTTP 500, and it was done all the same.</summary>
    FailsAfterEffect,

    /// <summary>HTTP 503, and nothing was done.</summary>
    Fails,

    /// <summary>HTTP 429.</summary>
    SlowDown,

    /// <summary>HTTP 420.</summary>
    EnhanceYourCalm,

    /// <summary>HTTP 401.</summary>
    Unauthorized,

    /// <summary>HTTP 422.</summary>
    Refuses,
}

/// <summary>An Atlassian Statuspage's management API: real state, its limits, and nothing it does not know is let through.</summary>
internal sealed class AtlassianServer : IAsyncDisposable
{
    public const string Key = "the-api-key-of-the-page";
    public const string Page = "abc123page";

    private static readonly string[] Statuses = ["investigating", "identified", "monitoring", "resolved"];
    private static readonly string[] ComponentStatuses = ["operational", "under_maintenance", "degraded_performance", "partial_outage", "major_outage"];
    private static readonly string[] Known = ["name", "status", "body", "component_ids", "components", "deliver_notifications", "metadata"];
    private static readonly string[] KnownOfPast = ["name", "status", "body", "backfilled", "backfill_date", "deliver_notifications", "metadata"];

    private readonly Lock _gate = new();
    private readonly WebApplication _app;
    private readonly List<JsonObject> _incidents = [];
    private long _lastRequest;
    private int _lastId;

    private AtlassianServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single() + "/v1/");

    /// <summary>Requests closer together than this are refused.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>What goes wrong with the next requests, in order.</summary>
    public ConcurrentQueue<AtlassianFault> Faults { get; } = [];

    /// <summary>Each request: method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Each status a component was given: component and status.</summary>
    public ConcurrentQueue<string> Shown { get; } = [];

    /// <summary>Each correction whose readers were told: the id of the update.</summary>
    public ConcurrentQueue<string> ToldOfCorrection { get; } = [];

    /// <summary>What happens elsewhere while it is first asked for incidents; once.</summary>
    public Func<Task>? WhileLooking { get; set; }

    public ConcurrentDictionary<string, string> Components { get; } = new(new Dictionary<string, string> { ["theirapi"] = "operational", ["theirweb"] = "operational" });

    public IReadOnlyList<JsonObject> Incidents
    {
        get
        {
            lock (_gate)
                return [.. _incidents.Select(incident => incident.DeepClone().AsObject())];
        }
    }

    public static async Task<AtlassianServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new AtlassianServer(app);
        app.Run(server.ServeAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Somebody deletes an incident by hand.</summary>
    public void Delete(JsonObject incident)
    {
        lock (_gate)
            _incidents.RemoveAll(one => one["id"]!.GetValue<string>() == incident["id"]!.GetValue<string>());
    }

    /// <summary>The bodies of an incident's updates, the oldest first.</summary>
    public static IReadOnlyList<string> Bodies(JsonObject incident) => [.. incident["incident_updates"]!.AsArray().Reverse().Select(update => update!["body"]!.GetValue<string>())];

    private async Task ServeAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (context.Request.Method == "GET" && WhileLooking is { } elsewhere)
        {
            WhileLooking = null;
            await elsewhere();
        }

        var fault = Faults.TryDequeue(out var next) ? next : AtlassianFault.None;
        var (status, answer) = fault switch
        {
            AtlassianFault.SlowDown => (429, Error("Too many requests")),
            AtlassianFault.EnhanceYourCalm => (420, Error("Enhance your calm")),
            AtlassianFault.Fails => (503, Error("Unavailable")),
            AtlassianFault.Unauthorized => (401, Error("Could not authenticate")),
            AtlassianFault.Refuses => (422, Error("Name is too long")),
            _ => await AnswerAsync(context),
        };
        if (fault == AtlassianFault.LosesAnswer)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = fault == AtlassianFault.FailsAfterEffect ? 500 : status;
        if (status is 429)
            context.Response.Headers.RetryAfter = "2";
        await context.Response.WriteAsJsonAsync(answer);
    }

    private async Task<(int Status, JsonNode Answer)> AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization != $"OAuth {Key}")
            return (401, Error("Could not authenticate"));
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            if (_lastRequest != 0 && Stopwatch.GetElapsedTime(_lastRequest, now) < Interval)
                return (420, Error("Faster than is allowed"));
            _lastRequest = now;
        }

        var path = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path is not ["v1", "pages", Page, "incidents", ..])
            return (404, Error("Record not found"));
        switch (request.Method, path[4..])
        {
            case ("GET", ["unresolved"]):
                return (200, List(incident => incident["status"]!.GetValue<string>() != "resolved"));
            case ("GET", []):
                return (200, List(_ => true));
            case ("POST", []):
                return await WriteAsync(request, null);
            case ("GET", [var id]):
                return Find(id) is { } found ? (200, found) : (404, Error("Record not found"));
            case ("PATCH", [var id]):
                return await WriteAsync(request, id);
            case ("PATCH", [var id, "incident_updates", var update]):
                return await CorrectAsync(request, id, update);
            default:
                return (404, Error("Record not found"));
        }
    }

    private JsonObject? Find(string id)
    {
        lock (_gate)
            return _incidents.FirstOrDefault(one => one["id"]!.GetValue<string>() == id)?.DeepClone().AsObject();
    }

    private async Task<(int Status, JsonNode Answer)> CorrectAsync(HttpRequest request, string id, string update)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        if (body.Count != 1 || body["incident_update"] is not JsonObject write || write.Any(field => field.Key is not ("body" or "deliver_notifications" or "display_at")))
            return (422, Error("incident_update is wrong"));
        lock (_gate)
        {
            var there = _incidents.FirstOrDefault(one => one["id"]!.GetValue<string>() == id)?["incident_updates"]!.AsArray().FirstOrDefault(one => one!["id"]!.GetValue<string>() == update);
            if (there is null)
                return (404, Error("Record not found"));
            there["body"] = write["body"]!.DeepClone();
            if (write["deliver_notifications"]!.GetValue<bool>())
                ToldOfCorrection.Enqueue(update);
            return (200, there.DeepClone());
        }
    }

    /// <summary>Somebody writes an update anew by hand.</summary>
    public void Rewrite(string body)
    {
        lock (_gate)
            _incidents[0]["incident_updates"]![0]!["body"] = body;
    }

    private JsonArray List(Func<JsonObject, bool> which)
    {
        lock (_gate)
            return [.. _incidents.Where(which).Reverse().Take(100).Select(incident => incident.DeepClone())];
    }

    private async Task<(int Status, JsonNode Answer)> WriteAsync(HttpRequest request, string? id)
    {
        if (request.ContentType != "application/json")
            return (415, Error("Content type"));
        var body = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        if (body.Count != 1 || body["incident"] is not JsonObject write || Problem(write) is not null)
            return (422, Error(body["incident"] is JsonObject wrong ? Problem(wrong)! : "incident is missing"));
        lock (_gate)
        {
            var incident = id is null ? null : _incidents.FirstOrDefault(one => one["id"]!.GetValue<string>() == id);
            if (id is not null && incident is null)
                return (404, Error("Record not found"));
            if (incident is null)
            {
                incident = new JsonObject { ["id"] = $"remote{++_lastId}", ["incident_updates"] = new JsonArray() };
                _incidents.Add(incident);
            }

            foreach (var (key, value) in write.Where(field => field.Key is not ("body" or "components")))
                incident[key] = value!.DeepClone();
            incident["incident_updates"]!.AsArray().Insert(0, new JsonObject { ["id"] = $"update{++_lastId}", ["body"] = write["body"]!.DeepClone(), ["status"] = write["status"]!.DeepClone() });
            foreach (var (component, status) in write["components"]?.AsObject() ?? [])
            {
                Components[component] = status!.GetValue<string>();
                Shown.Enqueue($"{component} {status}");
            }

            return (id is null ? 201 : 200, incident.DeepClone());
        }
    }

    private string? Problem(JsonObject write)
    {
        var known = write["backfilled"] is null ? Known : KnownOfPast;
        if (write.Select(field => field.Key).FirstOrDefault(key => !known.Contains(key)) is { } unknown)
            return $"{unknown} is unknown";
        if (known.FirstOrDefault(key => write[key] is null) is { } missing)
            return $"{missing} is missing";
        if (write["name"]!.GetValue<string>().Length is 0 or > 255 || write["body"]!.GetValue<string>().Length > 25_000)
            return "too long";
        if (!Statuses.Contains(write["status"]!.GetValue<string>()))
            return "status";
        if (write["metadata"]!.AsObject().Any(one => one.Value!.GetValueKind() != JsonValueKind.Object))
            return "metadata";
        if (write["backfilled"] is not null)
            return null;
        if (write["component_ids"]!.AsArray().Any(id => !Components.ContainsKey(id!.GetValue<string>())))
            return "component_ids";
        return write["components"]!.AsObject().Any(one => !Components.ContainsKey(one.Key) || !ComponentStatuses.Contains(one.Value!.GetValue<string>())) ? "components" : null;
    }

    private static JsonObject Error(string message) => new() { ["message"] = message };
}
