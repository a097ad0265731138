using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.Core.Tests.Wording.Fixtures;

/// <summary>A post and the expected finding of one rule.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Post">The post.</param>
/// <param name="Words">The words that the rule must find; null for no finding. For a missing part, the whole text.</param>
/// <param name="Level">The expected level; null for any.</param>
internal sealed record Fixture(string Rule, PublicPost Post, string? Words, FindingLevel? Level = null)
{
    public bool IsBad => Words is not null;

    public override string ToString() => $"{Rule} {(IsBad ? "speaks" : "is silent")}: {Post.Text}";
}

/// <summary>Collects the fixtures of one rule.</summary>
internal sealed class FixtureList(string rule, PublicPost template) : IEnumerable<Fixture>
{
    /// <summary>The reference for relative times.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 14, 0);

    private readonly List<Fixture> fixtures = [];

    public FixtureList(string rule, PostState state = PostState.Identified)
        : this(rule, new PublicPost("", state) { At = Now })
    {
    }

    /// <summary>The rule is silent.</summary>
    public FixtureList Good(string text, Func<PublicPost, PublicPost>? more = null) => Add(text, null, null, more);

    /// <summary>The rule has a finding about these words.</summary>
    public FixtureList Bad(string text, string words, FindingLevel? level = null, Func<PublicPost, PublicPost>? more = null) => Add(text, words, level, more);

    /// <summary>The rule has a finding about the whole text: a part is missing.</summary>
    public FixtureList Lacks(string text, FindingLevel? level = null, Func<PublicPost, PublicPost>? more = null) => Add(text, text, level, more);

    public IEnumerator<Fixture> GetEnumerator() => fixtures.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    private FixtureList Add(string text, string? words, FindingLevel? level, Func<PublicPost, PublicPost>? more)
    {
        var post = template with { Text = text };
        fixtures.Add(new Fixture(rule, more?.Invoke(post) ?? post, words, level));
        return this;
    }
}
