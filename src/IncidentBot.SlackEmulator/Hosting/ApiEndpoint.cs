using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.SlackEmulator;

/// <summary>POST /api/{method}: checks the faults, the token, the scopes and the rate limit, in this order, then calls the method.</summary>
internal sealed class ApiEndpoint(SlackWorkspace workspace, SlackEmulatorOptions options, SlackFaults faults, CallLog log)
{
    private const string Bearer = "Bearer ";

    private readonly RateLimits _limits = new(workspace.Clock, options);

    public async Task HandleAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["method"]!;
        var method = MethodTable.Find(name);
        var request = await ApiRequest.ReadAsync(context.Request, method?.TakesJson ?? true);
        var arguments = Json.Element(request.Arguments);
        await faults.Delayed(context.RequestAborted);
        switch (faults.Take(name, arguments.Text("channel")))
        {
            case null:
                await AnswerAsync(context, name, method, request, arguments, loseIt: false);
                break;
            case Fault.Hang:
                // Taken before the call becomes visible, so that a release directly after it cannot be missed.
                var released = faults.Released(context.RequestAborted);
                log.Add(Call(name, arguments, 0, "hangs"));
                await released;
                await AnswerAsync(context, name, method, request, arguments, loseIt: false);
                break;
            case Fault.LoseAnswer:
                await AnswerAsync(context, name, method, request, arguments, loseIt: true);
                break;
            case Fault.Reset:
                log.Add(Call(name, arguments, 0, "connection_reset"));
                context.Abort();
                break;
            case Fault.ServerError { Status: var status }:
                log.Add(Call(name, arguments, status, $"http_{status}"));
                await TroubleAsync(context, status);
                break;
            case Fault.Limited { RetryAfter: var wait }:
                log.Add(Call(name, arguments, StatusCodes.Status429TooManyRequests, "ratelimited"));
                await LimitedAsync(context, (int)Math.Ceiling(wait.TotalSeconds));
                break;
            case Fault.LimitedChannel { RetryAfter: var wait }:
                log.Add(Call(name, arguments, StatusCodes.Status200OK, "ratelimited"));
                context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                await WriteAsync(context, new RefusedException("ratelimited").Answer());
                break;
            case Fault.Refuse { Code: var code }:
                log.Add(Call(name, arguments, StatusCodes.Status200OK, code));
                await WriteAsync(context, new RefusedException(code).Answer());
                break;
        }
    }

    /// <summary>The HTML page of Slack's front end when no server responds.</summary>
    public static async Task TroubleAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync("<!DOCTYPE html><title>Server Error</title><p>Something went wrong.</p>", context.RequestAborted);
    }

    public static async Task LimitedAsync(HttpContext context, int seconds)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await WriteAsync(context, new RefusedException("ratelimited").Answer());
    }

    private async Task AnswerAsync(HttpContext context, string name, SlackMethod? method, ApiRequest request, JsonElement arguments, bool loseIt)
    {
        if (Authenticate(context, method) is { } error)
        {
            log.Add(Call(name, arguments, StatusCodes.Status200OK, error));
            await WriteAsync(context, new RefusedException(error).Answer());
            return;
        }

        if (method is not null && _limits.Take(method, arguments.Text("channel")) is { } seconds)
        {
            log.Add(Call(name, arguments, StatusCodes.Status429TooManyRequests, "ratelimited"));
            await LimitedAsync(context, seconds);
            return;
        }

        var answer = Run(method, request);
        var code = (string?)answer["error"];
        if (loseIt)
        {
            log.Add(Call(name, arguments, 0, "answer_lost") with { TookEffect = code is null });
            context.Abort();
            return;
        }

        log.Add(Call(name, arguments, StatusCodes.Status200OK, code) with { TookEffect = code is null });
        context.Response.Headers["x-oauth-scopes"] = string.Join(',', options.Scopes);
        await WriteAsync(context, answer);
    }

    private string? Authenticate(HttpContext context, SlackMethod? method)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return "not_authed";
        var (bot, app) = (workspace.App.BotToken, workspace.App.AppToken);
        var (wanted, other) = method is { WantsAppToken: true } ? (app, bot) : (bot, app);
        if (header == Bearer + wanted)
            return null;
        return header == Bearer + other ? "not_allowed_token_type" : "invalid_auth";
    }

    private JsonObject Run(SlackMethod? method, ApiRequest request)
    {
        try
        {
            if (method is null)
                throw new RefusedException("unknown_method");
            if (request.Error is not null)
                throw new RefusedException(request.Error);
            var call = new MethodCall(workspace, options, request.Arguments);
            call.NeedScope([.. method.AnyScopeOf]);
            NeedArguments(method, request.Arguments);
            var answer = workspace.Change(() => method.Run(call));
            Warn(answer, request.Warning is null ? call.Warnings : [.. call.Warnings, request.Warning]);
            return answer;
        }
        catch (RefusedException refused)
        {
            return refused.Answer();
        }
    }

    private static void NeedArguments(SlackMethod method, JsonObject arguments)
    {
        var missing = method.Required.Where(name => arguments[name] is null).ToArray();
        if (missing.Length > 0)
            throw new RefusedException("invalid_arguments", missing.Select(name => $"[ERROR] missing required field: {name} [json-pointer:/{name}]"));
    }

    private static void Warn(JsonObject answer, List<string> warnings)
    {
        if (warnings.Count == 0)
            return;
        answer["warning"] = string.Join(',', warnings);
        if (answer["response_metadata"] is not JsonObject metadata)
            answer["response_metadata"] = metadata = [];
        metadata["warnings"] = Json.Strings(warnings);
    }

    private SlackCall Call(string method, JsonElement arguments, int status, string? error) =>
        new(method, arguments, workspace.Clock.GetUtcNow(), status, error, TookEffect: false);

    private static async Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers["x-slack-req-id"] = Guid.NewGuid().ToString("N");
        await context.Response.WriteAsync(answer.ToJsonString(Json.Options), context.RequestAborted);
    }
}
