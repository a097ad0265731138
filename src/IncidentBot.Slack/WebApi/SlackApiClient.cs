using System.Text.Json;

namespace IncidentBot.Slack.WebApi;

/// <summary>Slack's Web API for one workspace. Every method answers with a <see cref="SlackOutcome{T}"/> and throws only when its token is cancelled.</summary>
/// <remarks>Reads go as forms and writes as JSON, because some methods ignore a JSON body. See https://docs.slack.dev/apis/web-api.</remarks>
public sealed partial class SlackApiClient
{
    private readonly SlackTransport _transport;

    /// <param name="http">Sends the requests; its own timeout should not be below the options' timeouts.</param>
    /// <param name="options">Where, with which token, and how patiently.</param>
    /// <param name="pacing">Shared by all clients of the same token.</param>
    /// <param name="clock">The clock for timeouts and pacing.</param>
    public SlackApiClient(HttpClient http, SlackApiOptions options, SlackPacing pacing, TimeProvider clock)
    {
        if (!IsToken(options.BotToken))
            throw new ArgumentException("The bot token is empty or holds characters that no token has.", nameof(options));
        if (options.AppToken is { } appToken && !IsToken(appToken))
            throw new ArgumentException("The app token is empty or holds characters that no token has.", nameof(options));

        _transport = new SlackTransport(http, options, pacing, clock);
    }

    /// <summary>Which workspace and bot the token stands for.</summary>
    public Task<SlackOutcome<AuthTestResponse>> AuthTestAsync(CancellationToken cancellationToken) =>
        CallAsync(SlackCall.Form("auth.test"), AuthTestResponse.Read, cancellationToken);

    /// <summary>
    /// Asks for a Socket Mode connection, with the app token. The address is a ticket for one connection and goes stale within half a minute.
    /// </summary>
    /// <exception cref="InvalidOperationException">The options hold no app token.</exception>
    public Task<SlackOutcome<ConnectionsOpenResponse>> OpenConnectionAsync(CancellationToken cancellationToken) =>
        CallAsync(SlackCall.Form("apps.connections.open") with { IsTheApps = true }, ConnectionsOpenResponse.Read, cancellationToken);

    /// <summary>Calls a method with a JSON body that was made before, such as one kept in an outbox.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="channel">The channel it writes to, for pacing; null for others.</param>
    /// <param name="json">The whole body, an object.</param>
    /// <param name="cancellationToken">Gives up waiting; the call may still have its effect.</param>
    public Task<SlackOutcome<JsonElement>> CallAsync(string method, string? channel, string json, CancellationToken cancellationToken) =>
        _transport.CallAsync(
            new SlackCall(method, channel, System.Text.Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8"), cancellationToken);

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private async Task<SlackOutcome<T>> CallAsync<T>(SlackCall call, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var outcome = await _transport.CallAsync(call, cancellationToken);
        if (outcome is not SlackOutcome<JsonElement>.Ok ok)
            return outcome.Select<T>(_ => throw new InvalidOperationException("Only an answer is read."));

        try
        {
            if (read(ok.Value) is { } value)
                return new SlackOutcome<T>.Ok(value);
        }
        catch (InvalidOperationException)
        {
            // Text that is not Unicode shows only when it is read.
        }

        return new SlackOutcome<T>.Ambiguous($"{call.Method} answered ok without its result");
    }

    private Task<SlackOutcome<Nothing>> CallAsync(SlackCall call, CancellationToken cancellationToken) =>
        CallAsync(call, _ => Nothing.Value, cancellationToken);
}
