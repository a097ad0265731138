using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>A document that is served at a public address.</summary>
internal sealed record PublicDocument
{
    /// <summary>Its key in the cache, usually its path.</summary>
    public required string Name { get; init; }

    /// <summary>Loads the data it needs besides the public facts. Null when the document does not exist in public.</summary>
    public required Func<PublicSnapshot, ValueTask<Render?>> Load { get; init; }

    /// <summary>Whether it is part of the present status, and always cached. Documents of the archive are cached only up to a limit.</summary>
    public Func<PublicFacts, bool> IsCurrent { get; init; } = _ => true;

    /// <summary>Whether it shows relative times, which change every minute.</summary>
    public bool ShowsRelativeTime { get; init; }

    /// <summary>Whether it contains absolute links to this server.</summary>
    public bool ContainsAbsoluteLinks { get; init; }

    /// <summary>Whether it is data that scripts of other web pages may read (CORS).</summary>
    public bool IsData { get; init; }

    /// <summary>A document that needs only the public facts.</summary>
    public static PublicDocument Of(string name, Func<PageContext, PublicAnswer> render) => Of(name, context => ValueTask.FromResult(render(context)));

    /// <inheritdoc cref="Of(string, Func{PageContext, PublicAnswer})"/>
    public static PublicDocument Of(string name, Func<PageContext, ValueTask<PublicAnswer>> render)
    {
        var loaded = new Render(render);
        return new PublicDocument { Name = name, Load = _ => ValueTask.FromResult<Render?>(loaded) };
    }

    /// <summary>The time until which its text stays correct.</summary>
    /// <param name="promises">The open promises, which a page shows relative to the present.</param>
    /// <param name="now">The time of rendering.</param>
    public Instant ValidUntil(IEnumerable<Instant> promises, Instant now)
    {
        var nextDay = now.InUtc().Date.PlusDays(1).AtMidnight().InUtc().ToInstant();
        return !ShowsRelativeTime
            ? nextDay
            : promises.Select(by => NextMinuteFrom(by, now)).Append(NextMinuteFrom(NodaConstants.UnixEpoch, now)).Min();
    }

    /// <summary>The next time that is a whole number of minutes away from <paramref name="other"/>.</summary>
    private static Instant NextMinuteFrom(Instant other, Instant now)
    {
        var into = (now - other).ToInt64Nanoseconds() % NodaConstants.NanosecondsPerMinute;
        return now + Duration.FromNanoseconds(NodaConstants.NanosecondsPerMinute - (into < 0 ? into + NodaConstants.NanosecondsPerMinute : into));
    }
}
