using IncidentBot.Configuration;
using NodaTime;

namespace IncidentBot.SlackEdge;

/// <summary>What the Slack edge needs to know of this installation besides its secrets.</summary>
internal sealed record SlackEdgeSettings
{
    /// <summary>Where open incidents are announced: a channel's name or id.</summary>
    public required string AnnouncementChannel { get; init; }

    /// <summary>Where "ask support" posts its question: a channel's name or id; null hides the button.</summary>
    public string? SupportChannel { get; init; }

    /// <summary>Where operators hear what is late: a channel's name or id; null tells nobody.</summary>
    public string? OperationsChannel { get; init; }

    /// <summary>Channels in which public updates are said.</summary>
    public IReadOnlyList<SlackChannelSubscription> CustomerChannels { get; init; } = [];

    /// <summary>Whether anybody hears of public updates who does not look at the page: by mail, at a web address, in a channel or on a page elsewhere.</summary>
    public bool HasSubscribers { get; init; }

    /// <summary>Where problems too mild for an incident go (R73); null names no link.</summary>
    public Uri? SupportUrl { get; init; }

    /// <summary>The address customers may write to; null leaves it out of public updates.</summary>
    public string? SupportAddress { get; init; }

    /// <summary>The user group that is paged; null pages nobody by mention.</summary>
    public string? OnCallGroup { get; init; }

    /// <summary>The user group that is called when the declarer is outside the responders (R68); null offers nothing.</summary>
    public string? SupportGroup { get; init; }

    /// <summary>The user groups of product, engineering and support.</summary>
    public IReadOnlyList<string> ResponderGroups { get; init; } = [];

    /// <summary>The public page's address; null names no link.</summary>
    public Uri? StatusPageUrl { get; init; }

    /// <summary>The zone that typed clock times are read in.</summary>
    public DateTimeZone TimeZone { get; init; } = DateTimeZone.Utc;
}
