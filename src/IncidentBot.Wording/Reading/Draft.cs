using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Wording.Reading;

/// <summary>A post under check, parsed once for all rules. Parts that few rules need are computed on first use.</summary>
internal sealed class Draft
{
    /// <summary>The hard limit of status pages. A longer text cannot be published, so the rest is ignored.</summary>
    public const int Longest = 25_000;

    // Enough context to judge a post; a thread of years must not make its check slow.
    private const int MaxEarlierPosts = 12;
    private const int MaxEarlierLength = 4_000;

    private readonly int[] _sentenceOf;
    private readonly Lazy<IReadOnlyList<Draft>> _earlier;
    private readonly Lazy<IReadOnlyList<UpdatePromise>> _promises;
    private readonly Lazy<IReadOnlyList<Estimate>> _estimates;
    private readonly Lazy<Statements> _statements;

    public Draft(PublicPost post, WordingContext context, WordingSettings settings, Vocabulary vocabulary, IDateTimeZoneProvider zones)
    {
        (Post, Context, Settings, Vocabulary, Zones) = (post, context, settings, vocabulary, zones);
        Text = post.Text.Length <= Longest ? post.Text : post.Text[..Longest];
        var words = WordMerger.Merge(Tokenizer.Cut(Text), Text);
        ClockReader.Read(words, Text);
        Words = words;
        Sentences = Cut(words);
        _sentenceOf = [.. Sentences.SelectMany((sentence, index) => Enumerable.Repeat(index, sentence.Count))];
        _earlier = new Lazy<IReadOnlyList<Draft>>(() => [.. post.Previous.TakeLast(MaxEarlierPosts).Select(Earlier)]);
        _promises = new Lazy<IReadOnlyList<UpdatePromise>>(() => [.. UpdatePromises.Find(this)]);
        _estimates = new Lazy<IReadOnlyList<Estimate>>(() => [.. Reading.Estimates.Find(this)]);
        _statements = new Lazy<Statements>(() => new Statements(this));
    }

    public PublicPost Post { get; }

    public WordingContext Context { get; }

    public WordingSettings Settings { get; }

    public IDateTimeZoneProvider Zones { get; }

    public string Text { get; }

    public IReadOnlyList<Word> Words { get; }

    public IReadOnlyList<Passage> Sentences { get; }

    /// <summary>The previous posts, oldest first, parsed in the same way; of a long thread only the last ones.</summary>
    public IReadOnlyList<Draft> Thread => _earlier.Value;

    public IReadOnlyList<UpdatePromise> Promises => _promises.Value;

    public IReadOnlyList<Estimate> Estimates => _estimates.Value;

    public Vocabulary Vocabulary { get; }

    public Statements Says => _statements.Value;

    public PostState State => Post.State;

    public bool IsIncident => Post.Kind == PostKind.Incident;

    public bool IsMaintenance => Post.Kind == PostKind.Maintenance;

    /// <summary>There is no previous post.</summary>
    public bool IsFirst => Post.Previous.Count == 0;

    /// <summary>An incident that is not resolved.</summary>
    public bool IsOpen => IsIncident && State is PostState.Investigating or PostState.Identified or PostState.Monitoring;

    public bool IsResolved => IsIncident && State == PostState.Resolved;

    public string Span(Passage passage) => Text[Words[passage.From].Start..Words[passage.To - 1].End];

    public Observation At(Passage passage, string reason, string? suggestion = null) =>
        new(Words[passage.From].Start, Words[passage.To - 1].End - Words[passage.From].Start, reason, suggestion);

    public Observation At(int word, string reason, string? suggestion = null) => At(new Passage(word, word + 1), reason, suggestion);

    /// <summary>An observation about the whole text, because something is missing.</summary>
    public Observation Whole(string reason, string? suggestion = null) => new(0, Text.Length, reason, suggestion);

    public Passage SentenceOf(int word) => Sentences[_sentenceOf[word]];

    /// <summary>The sentence that many steps after this one, or before it when negative; null when there is none.</summary>
    public Passage? SentenceBeside(int word, int steps) =>
        _sentenceOf[word] + steps is var index && index >= 0 && index < Sentences.Count ? Sentences[index] : null;

    /// <summary>
    /// A suggested time for the next update: within the cadence and rounded to five minutes. An example when the time of publication is unknown.
    /// </summary>
    public string NextUpdateTime
    {
        get
        {
            if (Post.At is not { } at)
                return "15:30 UTC";
            var due = at + (Post.Cadence ?? Context.Cadence);
            var round = Instant.FromUnixTimeSeconds(due.ToUnixTimeSeconds() / 300 * 300);
            return PublicTime.Words(round > at ? round : due, at);
        }
    }

    /// <summary>Whether these words are in quotation marks: then they are a name, not the author's own wording.</summary>
    public bool IsQuoted(Passage passage)
    {
        var (start, end) = (Words[passage.From].Start, Words[passage.To - 1].End);
        return start > 0 && end < Text.Length && Text[start - 1] is '"' or '“' or '„' && Text[end] is '"' or '”' or '“';
    }

    private static List<Passage> Cut(List<Word> words)
    {
        var sentences = new List<Passage>();
        for (var from = 0; from < words.Count;)
        {
            var to = from + 1;
            while (to < words.Count && words[to].Sentence == words[from].Sentence)
                to++;
            sentences.Add(new Passage(from, to));
            from = to;
        }

        return sentences;
    }

    private Draft Earlier(EarlierPost post) =>
        new(new PublicPost(Start(post.Text), post.State) { Kind = Post.Kind, At = post.At }, Context, Settings, Vocabulary, Zones);

    private static string Start(string text) => text.Length <= MaxEarlierLength ? text : text[..MaxEarlierLength];
}
