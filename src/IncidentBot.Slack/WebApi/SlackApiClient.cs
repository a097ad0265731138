using System.Text.Json;

namespace IncidentBot.Slack.WebApi;

/// <summary>Slack's Web API for one workspace. Every method returns a <see cref="SlackOutcome{T}"/> and throws only on cancellation.</summary>
/// <remarks>Reads are sent as forms and writes as JSON, because some methods ignore a JSON body. See https://docs.slack.dev/apis/web-api.</remarks>
public sealed partial class SlackApiClient
{
    private readonly SlackTransport _transport;

    /// <param name="http">Sends the requests; its own timeout should not be below the options' timeouts.</param>
    /// <param name="options">The URL, the tokens and the timeouts.</param>
    /// <param name="pacing">Shared by all clients of the same token.</param>
    /// <param name="clock">The clock for timeouts and pacing.</param>
    public SlackApiClient(HttpClient http, SlackApiOptions options, SlackPacing pacing, TimeProvider clock)
    {
        if (!IsToken(options.BotToken))
            throw new ArgumentException("The bot token is empty or has invalid characters.", nameof(options));
        if (options.AppToken is { } appToken && !IsToken(appToken))
            throw new ArgumentException("The app token is empty or has invalid characters.", nameof(options));

        _transport = new SlackTransport(http, options, pacing, clock);
    }

    /// <summary>The workspace and bot that the token belongs to.</summary>
    public Task<SlackOutcome<AuthTestResponse>> AuthTestAsync(CancellationToken cancellationToken) =>
        CallAsync(SlackCall.Form("auth.test"), AuthTestResponse.Read, cancellationToken);

    /// <summary>
    /// Requests a URL for a Socket Mode connection, with the app token. The URL is a ticket for one connection and expires within half a minute.
    /// </summary>
    /// <exception cref="InvalidOperationException">The options have no app token.</exception>
    public Task<SlackOutcome<ConnectionsOpenResponse>> OpenConnectionAsync(CancellationToken cancellationToken) =>
        CallAsync(SlackCall.Form("apps.connections.open") with { UsesAppToken = true }, ConnectionsOpenResponse.Read, cancellationToken);

    /// <summary>Calls a method with an existing JSON body, such as one stored in an outbox.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="channel">The channel it writes to, for pacing; null for others.</param>
    /// <param name="json">The whole body, a JSON object.</param>
    /// <param name="cancellationToken">Cancels the wait; the call may still take effect.</param>
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
            // Invalid Unicode shows only when a text is read.
        }

        return new SlackOutcome<T>.Ambiguous($"{call.Method} answered ok without its result");
    }

    private Task<SlackOutcome<Nothing>> CallAsync(SlackCall call, CancellationToken cancellationToken) =>
        CallAsync(call, _ => Nothing.Value, cancellationToken);
}
