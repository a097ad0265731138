namespace IncidentBot.SlackEmulator;

/// <summary>Response URLs: valid for five posts within half an hour.</summary>
internal sealed class ResponseUrls(TimeProvider clock)
{
    private const int Uses = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, ResponseUrl> _issued = [];

    public string Issue(string channel, string user, SlackMessage? source)
    {
        var id = Guid.NewGuid().ToString("N");
        _issued[id] = new ResponseUrl(channel, user, source, clock.GetUtcNow() + Life, Uses);
        return id;
    }

    /// <summary>Uses the URL once; the error says why it is not valid any more.</summary>
    public (ResponseUrl? Url, string? Error) Use(string id)
    {
        if (!_issued.TryGetValue(id, out var url))
            return (null, "invalid_url");
        if (clock.GetUtcNow() > url.ExpiresAt)
            return (null, "expired_url");
        if (url.UsesLeft == 0)
            return (null, "used_url");
        _issued[id] = url with { UsesLeft = url.UsesLeft - 1 };
        return (url, null);
    }
}

/// <summary>The target of a response: the channel, the user, and the message that it may replace (null after a slash command).</summary>
internal sealed record ResponseUrl(string Channel, string User, SlackMessage? Source, DateTimeOffset ExpiresAt, int UsesLeft);
