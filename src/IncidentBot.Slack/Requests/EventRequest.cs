using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>A delivery of the Events API. Store it, answer with an empty 200, then work: Slack repeats deliveries and keeps no order.</summary>
public abstract record EventRequest
{
    private protected EventRequest()
    {
    }

    /// <summary>Reads a JSON body; false when it is malformed or lacks what its type must have.</summary>
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

/// <summary>Slack checks our address: answer with the challenge as plain text.</summary>
/// <param name="Challenge">What to answer.</param>
public sealed record UrlVerification(string Challenge) : EventRequest;

/// <summary>Something happened.</summary>
/// <param name="EventId">Globally unique; a repeated delivery carries the same one.</param>
/// <param name="EventTime">When it happened, to the second.</param>
/// <param name="TeamId">The workspace of the installation that may see it.</param>
/// <param name="Event">What happened.</param>
public sealed record EventCallback(string EventId, DateTimeOffset EventTime, string? TeamId, Event Event) : EventRequest
{
    /// <summary>The bot user of that installation, to tell our own doings from others'.</summary>
    public string? AuthorizedUserId { get; init; }

    /// <summary>Whether the channel is shared with another organisation.</summary>
    public bool IsExtSharedChannel { get; init; }

    internal static EventCallback? Read(JsonElement json)
    {
        if (json.Filled("event_id") is not { } id || json.Child("event") is not { } inner || inner.Filled("type") is not { } type)
            return null;

        // In channels shared with others the outer team may be theirs; the authorization says for whom this was delivered.
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
/// <param name="TeamId">The workspace they came from.</param>
/// <param name="Minute">The start of the minute; null when Slack did not say.</param>
public sealed record AppRateLimited(string? TeamId, DateTimeOffset? Minute) : EventRequest;

/// <summary>A delivery this library does not know; answer it with an empty 200.</summary>
/// <param name="Type">Slack's name for it.</param>
public sealed record UnknownEventRequest(string Type) : EventRequest;
