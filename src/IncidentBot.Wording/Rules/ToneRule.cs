using System.Globalization;
using System.Text;
using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports shouting, jokes and advertising.</summary>
internal static class ToneRule
{
    public static readonly WordingRule Rule = new("TONE-EXCITED", FindingLevel.Warning, Find);

    private static readonly Phrases Words = new(
        "oops", "oopsie", "whoops", "uh-oh", "uh oh", "yikes", "ouch", "d'oh", "lol", "haha", "hooray", "woohoo", "yay", "gremlins", "gremlin",
        "hamsters", "hamster", "my bad", "murphy's law",
        "(world-class|world class|best-in-class|cutting-edge|game-changing|game-changer|state-of-the-art|rock-solid|rock solid|"
            + "industry-leading|award-winning)",
        "blazing*", "lightning-fast", "awesome", "amazing", "fantastic", "exciting", "excited", "thrilled", "super (excited|fast|sorry)", "stellar",
        "delighted", "(good|great) news", "ninjas", "rockstars", "crazy", "insane", "pesky", "fun fact", "hiccuped", "kaput", "borked", "wonky",
        "went south", "hang tight", "fear not", "rest assured", "voila", "boom");

    private static readonly HashSet<string> Intensifiers =
    [
        "VERY", "REALLY", "EXTREMELY", "SUPER", "HUGE", "HUGELY", "IMMEDIATELY", "URGENT", "NOW", "PLEASE", "SORRY", "ALL", "EVERY", "NEVER",
        "ALWAYS",
    ];

    private static readonly string[] Faces = [":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", "¯\\_"];

    private static IEnumerable<Observation> Find(Draft draft) => Marks(draft).Concat(Spoken(draft)).Concat(Capitals(draft));

    private static IEnumerable<Observation> Marks(Draft draft)
    {
        var text = draft.Text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '!' && IsCall(text, i))
            {
                var end = i;
                while (end < text.Length && text[end] is '!' or '?')
                    end++;
                yield return new Observation(i, end - i, "sounds excited.", "A full stop will do.");
                i = end - 1;
            }
            else if (EmojiLength(text, i) is var length and > 0)
            {
                yield return new Observation(i, length, "does not suit readers who have a problem.", "Leave it out.");
                i += length - 1;
            }
            else if (text[i] is ':' or ';' or '¯'
                && Array.Find(Faces, face => text.AsSpan(i).StartsWith(face, StringComparison.Ordinal)) is { } face
                && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                yield return new Observation(i, face.Length, "does not suit readers who have a problem.", "Leave it out.");
            }
        }
    }

    // Excludes "!=", a linked image and a quoted message. "Yahoo! Mail" is rare enough to be reported.
    private static bool IsCall(string text, int at) =>
        at > 0 && !char.IsWhiteSpace(text[at - 1]) && (at + 1 == text.Length || text[at + 1] is ' ' or '\n' or '\r' or '!' or '?' or ')' or '<' or '*');

    private static int EmojiLength(string text, int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
            return 0;
        if (IsEmoji(rune.Value))
            return rune.Utf16SequenceLength + (at + rune.Utf16SequenceLength < text.Length && text[at + rune.Utf16SequenceLength] == '\ufe0f' ? 1 : 0);
        return text[at] == ':' && ShortCode(text, at) is var length ? length : 0;
    }

    private static bool IsEmoji(int value) =>
        value is (>= 0x1F300 and <= 0x1FAFF) or (>= 0x2600 and <= 0x26FF) or (>= 0x2700 and <= 0x27BF and not 0x2713 and not 0x2717)
            or (>= 0x1F1E6 and <= 0x1F1FF) or 0x2B50 or 0x2705 or 0x274C;

    // ":tada:", not "10:30:00" and not "std::string:".
    private static int ShortCode(string text, int at)
    {
        if (at > 0 && !char.IsWhiteSpace(text[at - 1]))
            return 0;
        var end = at + 1;
        while (end < text.Length && end - at < 30 && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] == '_'))
            end++;
        return end < text.Length && text[end] == ':' && end - at > 2 && char.IsAsciiLetterLower(text[at + 1]) ? end + 1 - at : 0;
    }

    private static IEnumerable<Observation> Spoken(Draft draft)
    {
        foreach (var found in Words.In(draft.Words))
        {
            if (!draft.Vocabulary.IsKnown(draft.Words, found.From) && !draft.IsQuoted(found))
                yield return draft.At(found, "is the wrong tone for readers who have a problem.", "Say it plainly.");
        }
    }

    private static IEnumerable<Observation> Capitals(Draft draft)
    {
        var words = draft.Words;
        for (var i = 0; i < words.Count; i++)
        {
            var end = i;
            while (end < words.Count && words[end].Sentence == words[i].Sentence && IsShouted(draft, end))
                end++;
            var run = Enumerable.Range(i, end - i).ToList();
            // Two long words in capitals are shouting; several abbreviations, or a label such as "UPDATE 14:30 UTC", are not.
            if (run.Count(at => words[at].Length >= 4) >= 2
                && run.Sum(at => words[at].Length) >= 9
                && !run.TrueForAll(at => draft.Vocabulary.IsKnown(words, at)))
                yield return draft.At(new Passage(i, end), "shouts.", "Write it in lower case.");
            else if (run.Count == 1 && Intensifiers.Contains(draft.Span(new Passage(i, end))) && !IsAllCapitals(draft))
                yield return draft.At(i, "shouts.", "Write it in lower case.");
            i = Math.Max(i, end - 1);
        }
    }

    private static bool IsAllCapitals(Draft draft) => draft.Text.Where(char.IsLetter).All(char.IsUpper);

    private static bool IsShouted(Draft draft, int at)
    {
        var word = draft.Words[at];
        var written = draft.Text.AsSpan(word.Start, word.Length);
        if (word.Value[0] == '<' || word.Length < 2)
            return false;
        foreach (var letter in written)
        {
            if (!char.IsUpper(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.DashPunctuation)
                return false;
        }

        return !Known.Contains(word.Value);
    }

    private static readonly HashSet<string> Known =
    [
        "http", "https", "json", "yaml", "html", "saml", "scim", "oauth", "oidc", "ldap", "smtp", "imap", "pop3", "cors", "rest", "grpc", "soap",
        "null", "post", "patch", "delete", "head", "options", "econnreset", "etimedout", "enotfound", "utc", "gmt", "emea", "apac", "latam", "amer",
        "anz", "sepa", "swift", "visa", "iban", "dns", "sip", "voip", "pstn", "crud", "csrf", "ajax", "ipv", "nasa", "iata", "gdpr", "soc", "hipaa",
        "update", "resolved", "note", "status", "issue", "impact", "investigating", "identified", "monitoring", "scheduled", "maintenance",
        "completed", "internal", "select", "insert", "unavailable", "timeout", "kafka", "sso", "mfa",
    ];
}
