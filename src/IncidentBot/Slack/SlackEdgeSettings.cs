using IncidentBot.Configuration;
using NodaTime;

namespace IncidentBot.SlackEdge;

/// <summary>The settings of the Slack edge, without secrets.</summary>
internal sealed record SlackEdgeSettings
{
    /// <summary>The channel for announcements of open incidents: a name or id.</summary>
    public required string AnnouncementChannel { get; init; }

    /// <summary>The channel for the question of "Ask support": a name or id; null hides the button.</summary>
    public string? SupportChannel { get; init; }

    /// <summary>The channel for messages to operators: a name or id; null sends none.</summary>
    public string? OperationsChannel { get; init; }

    /// <summary>The channels that get public updates.</summary>
    public IReadOnlyList<SlackChannelSubscription> CustomerChannels { get; init; } = [];

    /// <summary>Whether public updates are also sent: by mail, to a webhook, to a channel or to an external page.</summary>
    public bool HasSubscribers { get; init; }

    /// <summary>The address of support, for problems too mild for an incident; null shows no link.</summary>
    public Uri? SupportUrl { get; init; }

    /// <summary>The contact address for customers; null leaves it out of public updates.</summary>
    public string? SupportAddress { get; init; }

    /// <summary>The user group that is mentioned to page; null mentions none.</summary>
    public string? OnCallGroup { get; init; }

    /// <summary>The support group that a declarer who is not a responder can call; null offers nothing.</summary>
    public string? SupportGroup { get; init; }

    /// <summary>The user groups of product, engineering and support.</summary>
    public IReadOnlyList<string> ResponderGroups { get; init; } = [];

    /// <summary>The address of the status page; null shows no link.</summary>
    public Uri? StatusPageUrl { get; init; }

    /// <summary>The time zone of typed clock times.</summary>
    public DateTimeZone TimeZone { get; init; } = DateTimeZone.Utc;
}
