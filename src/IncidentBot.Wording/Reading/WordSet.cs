namespace IncidentBot.Wording.Reading;

/// <summary>A set of words. A bit filter rejects most other words before any comparison of letters.</summary>
internal sealed class WordSet
{
    private const int Bits = 256;

    private readonly ulong[] _marks = new ulong[Bits / 64];
    private readonly HashSet<string> _words;

    public WordSet(IReadOnlyList<string> words)
    {
        _words = new HashSet<string>(words, StringComparer.Ordinal);
        foreach (var word in words)
        {
            var bit = BitOf(Word.HashOf(word));
            _marks[bit >> 6] |= 1ul << (bit & 63);
        }
    }

    public IReadOnlyCollection<string> All => _words;

    public bool Has(in Word word)
    {
        var bit = BitOf(word.Hash);
        return (_marks[bit >> 6] & (1ul << (bit & 63))) != 0 && _words.Contains(word.Value);
    }

    // The low bits of the hash mostly come from the last letter.
    private static int BitOf(int hash) => (hash ^ (hash >> 9) ^ (hash >> 17)) & (Bits - 1);
}
