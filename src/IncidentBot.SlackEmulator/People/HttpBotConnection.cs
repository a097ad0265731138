using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>Connects to the bot over HTTP: signs and sends requests, with a timeout of three seconds.</summary>
internal sealed class HttpBotConnection(SlackWorkspace workspace, Uri botBaseUrl, SlackAppUrls urls, Uri slackBaseUrl, TimeSpan limit) : IBotConnection
{
    private readonly SlackRequests _requests = new(workspace.App.SigningSecret);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    public string ResponseUrl(string id) => new Uri(slackBaseUrl, $"/response/{id}").ToString();

    public Task<BotAnswer> SendCommandAsync(IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken) =>
        SendAsync(urls.Command, SlackRequests.FormBody(fields), SlackRequests.Form, [], cancellationToken);

    public Task<BotAnswer> SendInteractionAsync(JsonObject payload, CancellationToken cancellationToken) =>
        SendAsync(urls.Action, Payload(payload), SlackRequests.Form, [], cancellationToken);

    public Task<BotAnswer> SendOptionsAsync(JsonObject payload, CancellationToken cancellationToken) =>
        SendAsync(urls.Options, Payload(payload), SlackRequests.Form, [], cancellationToken);

    public Task<BotAnswer> SendEventAsync(string body, int attempt, string reason, CancellationToken cancellationToken) =>
        SendAsync(urls.Event, body, SlackRequests.JsonType, attempt == 0 ? [] : Retry(attempt, reason), cancellationToken);

    public void Dispose() => _http.Dispose();

    private static (string, string)[] Retry(int attempt, string reason) =>
        [("x-slack-retry-num", attempt.ToString(CultureInfo.InvariantCulture)), ("x-slack-retry-reason", reason)];

    private static string Payload(JsonObject payload) => SlackRequests.FormBody([new("payload", payload.ToJsonString(Json.Options))]);

    private async Task<BotAnswer> SendAsync(
        string path, string body, string contentType, (string Name, string Value)[] headers, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var request = _requests.Signed(new Uri(botBaseUrl, path), body, contentType, workspace.Clock.GetUtcNow());
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            var text = await response.Content.ReadAsStringAsync(either.Token);
            var noRetry = response.Headers.TryGetValues("x-slack-no-retry", out var asked) && asked.Contains("1");
            return new BotAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", text, Failure: null, noRetry);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BotAnswer(0, "", "", BotAnswer.TimedOut, NoRetry: false);
        }
        // A bot that dies directly after it accepted the connection causes a plain socket error.
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return new BotAnswer(0, "", "", BotAnswer.NotDispatched, NoRetry: false);
        }
    }
}
