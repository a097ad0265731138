using System.Text.RegularExpressions;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.Core.Wording;

/// <summary>A text under check, cut once into what the rules look at.</summary>
internal sealed class DraftPost
{
    /// <summary>Never backtracking, so that no text can make a rule slow.</summary>
    public const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex WordPattern = new(@"[\p{L}\p{N}_]+(?:['’-][\p{L}\p{N}_]+)*", Linear);

    public DraftPost(string text, PublicState state, bool isFirst)
    {
        Text = text;
        State = state;
        IsFirst = isFirst;
        Words = Cut(text);
    }

    public string Text { get; }

    public PublicState State { get; }

    public bool IsFirst { get; }

    public IReadOnlyList<Word> Words { get; }

    private static List<Word> Cut(string text)
    {
        var words = new List<Word>();
        var (clause, sentence, end) = (0, 0, 0);
        foreach (var match in WordPattern.EnumerateMatches(text))
        {
            var gap = text.AsSpan(end, match.Index - end);
            var value = text.Substring(match.Index, match.Length).Replace('’', '\'').ToLowerInvariant();

            // A dot or colon inside a number or an address parts nothing: 14:30, v2.1, example.com.
            var parts = gap.Length != 1 || gap[0] is not ('.' or ':');
            if (parts && gap.IndexOfAny(".!?\n") >= 0)
                sentence = ++clause;
            else if ((parts && gap.IndexOfAny(",;:()–—") >= 0) || value == "but")
                clause++;
            words.Add(new Word(value, match.Index, match.Length, clause, sentence));
            end = match.Index + match.Length;
        }

        return words;
    }
}

/// <summary>A word in lower case with its place, and which clause and sentence it belongs to.</summary>
internal readonly record struct Word(string Value, int Start, int Length, int Clause, int Sentence);
