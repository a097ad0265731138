using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.SlackEdge;
using IncidentBot.SlackEdge.Rooms;
using IncidentBot.Tests.Configuration;
using IncidentBot.Tests.Slack;
using NodaTime;

namespace IncidentBot.Tests.SlackEdge;

/// <summary>Incidents as extreme as they can be kept: the longest words, the most escapes, every phase, every combination of what may be missing.</summary>
internal static class AnyIncident
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    public static readonly PersonId Ada = new("U0ADA0001");

    public static readonly IncidentPolicy Policy =
        SettingsOf.Valid(("StatusPage:Publishing:Policy", "Approval"), ("StatusPage:Publishing:Approvers", "U0GRACE01,S0SUPPORT"), ("StatusPage:Components:api:Name", "API & <Gateway>"), ("StatusPage:Components:web:Name", new string('*', 300))).Policy;

    public static readonly SlackEdgeSettings Settings = new()
    {
        AnnouncementChannel = "incidents",
        SupportChannel = "support",
        SupportUrl = new Uri("https://help.example.com/?a=1&b=2"),
        SupportAddress = "support@example.com",
        OnCallGroup = "S0ONCALL1",
        SupportGroup = "S0SUPPORT",
        ResponderGroups = ["S0ONCALL1"],
        StatusPageUrl = new Uri("https://status.example.com/status"),
    };

    public static readonly Room Room = new() { IncidentId = 1, ChannelId = "C0ROOM001", Name = "inc-1-x" };

    private static readonly string[] Extremes =
    [
        new('<', 10_000), new('&', 3_000), new('*', 10_000), new('_', 200), new('@', 10_000), new('x', 10_000), string.Concat(Enumerable.Repeat("🔥", 5_000)),
        "a" + new string('\u0301', 9_000), string.Concat(Enumerable.Repeat("<!channel> ", 900)), string.Concat(Enumerable.Repeat("> \n", 3_000)) + "x",
        new string('\u202E', 2_990) + "x", string.Concat(Enumerable.Repeat("👩‍👩‍👧", 1_200)), "x" + new string('\n', 5_000) + "y", "`" + new string('~', 3_000), "\u0378", "支付失败", "x",
    ];

    private static readonly PersonId?[] People = [null, Ada, new PersonId("U0GRACE01"), new PersonId("W0LINUS01")];

    public static Gen<string> Words { get; } = Gen.OneOf(HostileText.Any.Generator, Gen.Elements(Extremes));

    public static Gen<string> Title { get; } = Words.Select(words => Core.Incidents.Words.IsBlank(words) ? "x" : Core.Incidents.Words.Title(words));

    public static Gen<string> Text { get; } = Words.Select(words => Core.Incidents.Words.IsBlank(words) ? "x" : Core.Incidents.Words.Text(words));

    public static Arbitrary<Incident> Any { get; } = Arb.From(
        from words in Identity()
        from people in Gen.Elements(People).ThreeOf()
        from phase in Gen.Elements(Enum.GetValues<Phase>())
        from impact in Gen.Elements(true, false)
        from confidential in Gen.Choose(0, 3)
        from times in Gen.Choose(0, 10_000_000).FourOf()
        from clocks in Gen.Choose(0, 3)
        from told in Gen.Elements<PublicState?>([null, .. Enum.GetValues<PublicState>().Cast<PublicState?>()])
        select Compose(words, people, phase, impact, confidential, times, clocks, told));

    private static Gen<(string Title, string? Summary, string? Reporter, string? Reason, string Severity)> Identity() =>
        from title in Title
        from summary in Text.OrNull()
        from reporter in Title.OrNull()
        from reason in Title.OrNull()
        from severity in Gen.Elements("Critical", "Major", "Gone since", new string('<', 60))
        select (title, summary, reporter, reason, severity);

    private static Incident Compose(
        (string Title, string? Summary, string? Reporter, string? Reason, string Severity) words,
        (PersonId? Lead, PersonId? Messenger, PersonId? Third) people,
        Phase phase,
        bool impact,
        int confidential,
        (int First, int Second, int Third, int Fourth) times,
        int clocks,
        PublicState? told)
    {
        Instant At(int milliseconds) => Noon + Duration.FromMilliseconds(milliseconds);
        var isPublic = confidential == 0;
        Instant? lastInternal = times.First % 2 == 0 ? At(times.First) : null;
        Instant? lastPublic = isPublic && told is not null ? At(times.Second) : null;
        return new Incident
        {
            Id = new IncidentId(1 + times.First),
            Version = 1 + times.Second,
            Title = words.Title,
            Severity = words.Severity,
            Phase = phase,
            DeclaredBy = Ada,
            DeclaredAt = At(times.Third),
            RunSince = At(times.Third),
            ReportedBy = words.Reporter,
            PageSilencedBecause = words.Reason,
            Summary = words.Summary,
            Lead = people.Lead,
            LeadSince = people.Lead is null ? null : At(times.Fourth),
            LeadAcknowledgedAt = people.Lead is not null && clocks > 1 ? At(times.Fourth) : null,
            Messenger = people.Messenger,
            CustomerImpact = impact,
            ImpactSince = impact ? At(times.Third) : null,
            ImpactNumber = times.Second % 5,
            IsPrivate = confidential is 1 or 3,
            IsSecurity = confidential is 2 or 3,
            InternalClock = (clocks & 1) == 0 ? null : new UpdateClock(3, At(times.First), At(times.Second), At(times.Third), lastInternal),
            PublicClock = (clocks & 2) == 0 || !isPublic ? null : new UpdateClock(4, At(times.Second), At(times.Third), At(times.Fourth), lastPublic),
            LastPromise = 4,
            LastInternalUpdateAt = lastInternal,
            LastPublicUpdateAt = lastPublic,
            PublicState = isPublic ? told : null,
            PublicTitle = isPublic && told is not null ? words.Title : null,
            PublicUpdates = isPublic && told is not null ? 2 : 0,
            Waiting = isPublic && times.Third % 2 == 0 ? Waiting(words.Summary ?? "x", words.Title, At(times.Fourth), leaves: times.First % 3 == 0) : null,
            Components = isPublic && told is not null
                ? ImmutableSortedDictionary<string, ComponentStatus>.Empty.WithComparers(StringComparer.Ordinal).AddRange(Policy.Components.All.Select(component => KeyValuePair.Create(component.Id, ComponentStatus.MajorOutage)))
                : ImmutableSortedDictionary<string, ComponentStatus>.Empty.WithComparers(StringComparer.Ordinal),
            Run = 1 + (times.Fourth % 3),
            ResolvedAt = phase is Phase.Resolved or Phase.Closed ? At(times.Fourth) : null,
            EndedAt = phase.HasEnded() ? At(times.Fourth) : null,
            MergedInto = phase == Phase.Merged ? new IncidentId(7) : null,
        };
    }

    private static WaitingUpdate Waiting(string text, string title, Instant at, bool leaves) =>
        new(4, Ada, at, new IncidentCommand.PublishUpdate(PublicState.Identified, text) { Title = title, NextUpdateBy = at, Overruled = new WordingOverride(text, "TIME-NO-ZONE") })
        {
            ApprovedBy = leaves ? new PersonId("U0GRACE01") : null,
            LeavesAt = leaves ? at : null,
        };

    private static Gen<string?> OrNull(this Gen<string> words) => Gen.OneOf(Gen.Constant<string?>(null), words.Select(text => (string?)text));

    private static Gen<(T, T, T)> ThreeOf<T>(this Gen<T> one) => from a in one from b in one from c in one select (a, b, c);

    private static Gen<(T, T, T, T)> FourOf<T>(this Gen<T> one) => from a in one from b in one from c in one from d in one select (a, b, c, d);
}
