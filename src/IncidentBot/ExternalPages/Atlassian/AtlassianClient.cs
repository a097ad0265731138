using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IncidentBot.Configuration;
using IncidentBot.Outbox;

namespace IncidentBot.ExternalPages.Atlassian;

/// <summary>The result of a request: a value, or the outcome of the row without one.</summary>
/// <param name="IsGone">The incident or update to change no longer exists there.</param>
internal readonly record struct AtlassianAnswer<T>(T? Value, SendOutcome? Problem, bool IsGone = false)
    where T : class;

/// <summary>Sends the requests, one per second, and reads the answers.</summary>
internal sealed class AtlassianClient(HttpClient http, AtlassianOptions options, ExternalPagePace pace, TimeProvider time)
{
    public const string Name = "atlassian";

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PauseAfterRejection = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseWhenQueued = TimeSpan.FromSeconds(5);
    private const int LongestMessage = 200;
    private const int LargestAnswer = 4 * 1_024 * 1_024;

    /// <param name="incident">Reads what to write when the slot of this request has come; null when there is nothing left to write.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<AtlassianAnswer<AtlassianIncident>> CreateAsync(Func<CancellationToken, Task<AtlassianWrite?>> incident, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "incidents", Request(incident), AtlassianContext.Default.AtlassianIncident, cancellationToken);

    /// <param name="id">The id of the incident there.</param>
    /// <param name="incident">As for <see cref="CreateAsync"/>.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<AtlassianAnswer<AtlassianIncident>> UpdateAsync(
        string id, Func<CancellationToken, Task<AtlassianWrite?>> incident, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, $"incidents/{id}", Request(incident), AtlassianContext.Default.AtlassianIncident, cancellationToken);

    /// <param name="id">The id of the incident there.</param>
    /// <param name="update">The id of the update there.</param>
    /// <param name="correction">As for <see cref="CreateAsync"/>.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<AtlassianAnswer<AtlassianUpdate>> CorrectAsync(
        string id, string update, Func<CancellationToken, Task<AtlassianCorrection?>> correction, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Patch, $"incidents/{id}/incident_updates/{update}", Request(correction), AtlassianContext.Default.AtlassianUpdate, cancellationToken);

    /// <param name="id">The id of the incident there.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<AtlassianAnswer<AtlassianIncident>> FindAsync(string id, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"incidents/{id}", null, AtlassianContext.Default.AtlassianIncident, cancellationToken);

    /// <param name="list"><c>incidents/unresolved</c>, or <c>incidents</c> for the newest of all.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public Task<AtlassianAnswer<IReadOnlyList<AtlassianIncident>>> ListAsync(string list, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"{list}?limit=100&page=1", null, AtlassianContext.Default.IReadOnlyListAtlassianIncident, cancellationToken);

    private static Func<CancellationToken, Task<byte[]?>> Request(Func<CancellationToken, Task<AtlassianWrite?>> incident) => async token =>
        await incident(token) is { } write ? JsonSerializer.SerializeToUtf8Bytes(new AtlassianRequest(write), AtlassianContext.Default.AtlassianRequest) : null;

    private static Func<CancellationToken, Task<byte[]?>> Request(Func<CancellationToken, Task<AtlassianCorrection?>> correction) => async token =>
        await correction(token) is { } write
            ? JsonSerializer.SerializeToUtf8Bytes(new AtlassianCorrectionRequest(write), AtlassianContext.Default.AtlassianCorrectionRequest)
            : null;

    private async Task<AtlassianAnswer<T>> SendAsync<T>(
        HttpMethod method, string path, Func<CancellationToken, Task<byte[]?>>? write, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (!await pace.WaitAsync(Name, options.Interval, cancellationToken))
            return new AtlassianAnswer<T>(null, new SendOutcome.Busy(PauseWhenQueued, "other updates are queued before it"));
        using var request = new HttpRequestMessage(method, new Uri(options.BaseUrl, $"pages/{options.PageId}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", options.ApiKey);
        if (write is not null)
        {
            // Read after the wait for the slot, which may have taken seconds.
            if (await write(cancellationToken) is not { } body)
                return new AtlassianAnswer<T>(null, new SendOutcome.Skipped("no longer public"));
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var tooLong = new CancellationTokenSource(CallTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, stop.Token);
            return await ReadAsync(response, write is not null, type, stop.Token);
        }
        catch (HttpRequestException failure) when (WasNotSent(failure.HttpRequestError))
        {
            return new AtlassianAnswer<T>(null, new SendOutcome.TryLater($"no connection ({failure.HttpRequestError})"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException
            || (failure is OperationCanceledException && tooLong.IsCancellationRequested))
        {
            return new AtlassianAnswer<T>(null, Lost(write is not null, "no reliable answer"));
        }
    }

    private static bool WasNotSent(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    private static async Task<AtlassianAnswer<T>> ReadAsync<T>(
        HttpResponseMessage response, bool writes, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var code = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) is { } value
                ? new AtlassianAnswer<T>(value, null)
                : new AtlassianAnswer<T>(null, Lost(writes, "an empty answer"));
        }

        // 420 is the older form of 429 and still occurs.
        SendOutcome problem = code switch
        {
            420 or 429 => new SendOutcome.Busy(response.Headers.RetryAfter?.Delta ?? PauseAfterRejection, $"HTTP {code}"),
            >= 500 => Lost(writes, $"HTTP {code}"),
            // A revoked key is fixed by the operator: the update waits for that and is not lost.
            401 or 403 => new SendOutcome.TryLater($"HTTP {code}: is Publishing:Atlassian:ApiKey right?", PauseAfterRejection),
            404 => new SendOutcome.Dead("HTTP 404: the page or the incident no longer exists"),
            _ => new SendOutcome.Dead($"HTTP {code}{await ReasonAsync(response, cancellationToken)}"),
        };
        return new AtlassianAnswer<T>(null, problem, code == 404 && response.RequestMessage?.Method != HttpMethod.Post);
    }

    private static SendOutcome Lost(bool writes, string reason) => writes ? new SendOutcome.Uncertain(reason) : new SendOutcome.TryLater(reason);

    // The reason is about fields and ids, in `message` or `error`, as a text or a list.
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var body = JsonDocument.Parse(text);
            var root = body.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !(root.TryGetProperty("message", out var reason) || root.TryGetProperty("error", out reason)))
                return "";
            var words = reason.ToString();
            return words.Length == 0 ? "" : $": {(words.Length <= LongestMessage ? words : words[..LongestMessage])}";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>A client that follows no redirect, because the key would go to another host.</summary>
    public static HttpClient CreateHttp() => new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }, disposeHandler: true)
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestAnswer,
    };
}
