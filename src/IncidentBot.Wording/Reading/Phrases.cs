namespace IncidentBot.Wording.Reading;

/// <summary>
/// A set of patterns with the same meaning. They are indexed by first word, so that one pass over the text suffices for any number of patterns.
/// </summary>
internal sealed class Phrases
{
    // Most words start no pattern: a bit filter rejects them before the look-up.
    private const int Bits = 2048;

    private readonly ulong[] _firsts = new ulong[Bits / 64];
    private readonly Dictionary<string, List<WordPattern>> _byFirst = new(StringComparer.Ordinal);
    private readonly List<(string Start, WordPattern Pattern)> _byStart = [];
    private readonly ulong[] _starts = new ulong[16];
    private readonly List<WordPattern> _byNumber = [];

    public Phrases(params IEnumerable<string> patterns)
    {
        foreach (var source in patterns)
        {
            var pattern = new WordPattern(source);
            foreach (var first in pattern.Firsts())
                Add(first, pattern);
        }
    }

    /// <summary>The longest match that starts at this word; null without one.</summary>
    public Passage? At(IReadOnlyList<Word> words, int index)
    {
        var word = words[index];
        var end = -1;
        if (Has(_firsts, word.Hash) && _byFirst.TryGetValue(word.Value, out var known))
        {
            foreach (var pattern in known)
                end = Math.Max(end, pattern.End(words, index));
        }

        if (_byStart.Count > 0 && word.Value.Length > 2 && Has(_starts, StartHash(word.Value)))
        {
            foreach (var (start, pattern) in _byStart)
            {
                if (word.Value.StartsWith(start, StringComparison.Ordinal))
                    end = Math.Max(end, pattern.End(words, index));
            }
        }

        if (word.Meaning is Figure)
        {
            foreach (var pattern in _byNumber)
                end = Math.Max(end, pattern.End(words, index));
        }

        return end > index ? new Passage(index, end) : null;
    }

    /// <summary>All matches from left to right, without overlaps.</summary>
    public IEnumerable<Passage> In(IReadOnlyList<Word> words) => In(words, new Passage(0, words.Count));

    public IEnumerable<Passage> In(IReadOnlyList<Word> words, Passage within)
    {
        for (var i = within.From; i < within.To; i++)
        {
            if (At(words, i) is not { } found || found.To > within.To)
                continue;
            yield return found;
            i = found.To - 1;
        }
    }

    public bool AreIn(IReadOnlyList<Word> words) => First(words, new Passage(0, words.Count)) is not null;

    public bool AreIn(IReadOnlyList<Word> words, Passage within) => First(words, within) is not null;

    /// <summary>The first match; null without one.</summary>
    public Passage? First(IReadOnlyList<Word> words, Passage? within = null)
    {
        var (from, to) = (within?.From ?? 0, within?.To ?? words.Count);
        for (var i = from; i < to; i++)
        {
            if (At(words, i) is { } found && found.To <= to)
                return found;
        }

        return null;
    }

    private static int StartHash(string word) => word[0] * 31 + word[1] * 7 + word[2];

    private static bool Has(ulong[] bits, int hash) => (bits[(hash >> 6) & (bits.Length - 1)] & (1ul << (hash & 63))) != 0;

    private static void Mark(ulong[] bits, int hash) => bits[(hash >> 6) & (bits.Length - 1)] |= 1ul << (hash & 63);

    private void Add(WordPattern.First first, WordPattern pattern)
    {
        switch (first.Kind)
        {
            case WordPattern.FirstKind.Number:
                _byNumber.Add(pattern);
                break;
            case WordPattern.FirstKind.Start:
                _byStart.Add((first.Text, pattern));
                Mark(_starts, StartHash(first.Text));
                break;
            default:
                if (!_byFirst.TryGetValue(first.Text, out var known))
                    _byFirst[first.Text] = known = [];
                known.Add(pattern);
                Mark(_firsts, Word.HashOf(first.Text));
                break;
        }
    }
}

/// <summary>A range of consecutive words.</summary>
/// <param name="From">The index of the first word.</param>
/// <param name="To">The index after the last word.</param>
internal readonly record struct Passage(int From, int To)
{
    public int Count => To - From;

    public bool Overlaps(Passage other) => From < other.To && other.From < To;
}
