using IncidentBot.StatusPage.Facts;
using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>Something that can be read at an address of ours.</summary>
internal sealed record PublicDocument
{
    /// <summary>By which it is known; its address, as a rule.</summary>
    public required string Name { get; init; }

    /// <summary>Reads what it needs besides the facts. Null when there is no such thing in public.</summary>
    public required Func<PublicSnapshot, ValueTask<Render?>> Open { get; init; }

    /// <summary>Whether the present speaks of it. What anybody may ask for out of the past is kept only while there is room.</summary>
    public Func<PublicFacts, bool> IsPresent { get; init; } = _ => true;

    /// <summary>Whether its words change with the minutes.</summary>
    public bool TellsTime { get; init; }

    /// <summary>Whether it has full addresses of ours in it.</summary>
    public bool NamesAddresses { get; init; }

    /// <summary>Whether anybody may read it from a page of their own.</summary>
    public bool IsData { get; init; }

    /// <summary>A document that needs nothing but the facts.</summary>
    public static PublicDocument Of(string name, Func<PageContext, PublicAnswer> render) => Of(name, context => ValueTask.FromResult(render(context)));

    /// <inheritdoc cref="Of(string, Func{PageContext, PublicAnswer})"/>
    public static PublicDocument Of(string name, Func<PageContext, ValueTask<PublicAnswer>> render)
    {
        var opened = new Render(render);
        return new PublicDocument { Name = name, Open = _ => ValueTask.FromResult<Render?>(opened) };
    }

    /// <summary>From <paramref name="now"/> on its words stay true until then.</summary>
    /// <param name="promises">The open promises, of which a page says how far they are off.</param>
    /// <param name="now">When it is made.</param>
    public Instant TrueUntil(IEnumerable<Instant> promises, Instant now)
    {
        var nextDay = now.InUtc().Date.PlusDays(1).AtMidnight().InUtc().ToInstant();
        return !TellsTime ? nextDay : promises.Select(by => NextMinuteFrom(by, now)).Append(NextMinuteFrom(NodaConstants.UnixEpoch, now)).Min();
    }

    /// <summary>The next instant that is whole minutes away from another.</summary>
    private static Instant NextMinuteFrom(Instant other, Instant now)
    {
        var into = (now - other).ToInt64Nanoseconds() % NodaConstants.NanosecondsPerMinute;
        return now + Duration.FromNanoseconds(NodaConstants.NanosecondsPerMinute - (into < 0 ? into + NodaConstants.NanosecondsPerMinute : into));
    }
}
