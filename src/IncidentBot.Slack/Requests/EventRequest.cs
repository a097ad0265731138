using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>
/// A delivery of the Events API. Store it, respond with an empty 200, then process it: Slack repeats deliveries and does not keep their order.
/// </summary>
public abstract record EventRequest
{
    private protected EventRequest()
    {
    }

    /// <summary>Reads a JSON body; false when it is malformed or has no required member.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out EventRequest? request) =>
        JsonReading.TryRead(body, ReadAny, out request) && request is not null;

    internal static EventRequest? ReadAny(JsonElement json) => json.Text("type") switch
    {
        "url_verification" => json.Text("challenge") is { } challenge ? new UrlVerification(challenge) : null,
        "event_callback" => EventCallback.Read(json),
        "app_rate_limited" => new AppRateLimited(json.Filled("team_id"), json.Instant("minute_rate_limited")),
        { } type => new UnknownEventRequest(type),
        null => null,
    };
}

/// <summary>Slack verifies the endpoint: the response is the challenge as plain text.</summary>
/// <param name="Challenge">The text of the response.</param>
public sealed record UrlVerification(string Challenge) : EventRequest;

/// <summary>An event.</summary>
/// <param name="EventId">Globally unique; a repeated delivery has the same ID.</param>
/// <param name="EventTime">The time of the event, to the second.</param>
/// <param name="TeamId">The workspace of the installation that may see it.</param>
/// <param name="Event">What happened.</param>
public sealed record EventCallback(string EventId, DateTimeOffset EventTime, string? TeamId, Event Event) : EventRequest
{
    /// <summary>The bot user of that installation; distinguishes the app's own actions from those of others.</summary>
    public string? AuthorizedUserId { get; init; }

    /// <summary>Whether the channel is shared with another organization.</summary>
    public bool IsExtSharedChannel { get; init; }

    internal static EventCallback? Read(JsonElement json)
    {
        if (json.Filled("event_id") is not { } id || json.Child("event") is not { } inner || inner.Filled("type") is not { } type)
            return null;

        // In a shared channel the outer team may be the other organization. The authorization names the installation that the delivery is for.
        var authorization = json.Items("authorizations").FirstOrDefault();
        var team = authorization.Filled("team_id") ?? json.Filled("team_id");

        return new EventCallback(id, json.Instant("event_time") ?? DateTimeOffset.UnixEpoch, team, EventReader.Read(type, inner))
        {
            AuthorizedUserId = authorization.Filled("user_id"),
            IsExtSharedChannel = json.Flag("is_ext_shared_channel"),
        };
    }
}

/// <summary>Slack dropped events of this minute because there were too many.</summary>
/// <param name="TeamId">The workspace of the events.</param>
/// <param name="Minute">The start of the minute; null when not given.</param>
public sealed record AppRateLimited(string? TeamId, DateTimeOffset? Minute) : EventRequest;

/// <summary>An unknown delivery; the response is an empty 200.</summary>
/// <param name="Type">Slack's name of the type.</param>
public sealed record UnknownEventRequest(string Type) : EventRequest;
