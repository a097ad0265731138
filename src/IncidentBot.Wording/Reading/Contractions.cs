namespace IncidentBot.Wording.Reading;

/// <summary>Splits "we're" and "isn't" into two words each, so that a pattern needs only one spelling.</summary>
internal static class Contractions
{
    private static readonly HashSet<string> Subjects =
    [
        "it", "that", "there", "what", "here", "where", "who", "how", "he", "she", "everything", "something", "nothing", "let", "this", "which",
    ];

    /// <param name="word">The word in lower case, with straight apostrophes.</param>
    /// <param name="add">Receives the value, the start within the word and the length of each part.</param>
    public static void Split(string word, Action<string, int, int> add)
    {
        var mark = word.LastIndexOf('\'');
        if (word == "cannot")
        {
            Two("can", 3, "not");
            return;
        }

        if (mark <= 0)
        {
            add(word, 0, word.Length);
            return;
        }

        var (before, after) = (word[..mark], word[(mark + 1)..]);
        switch (after)
        {
            case "t" when before.EndsWith('n') && before.Length > 2:
                Two(before switch { "won" => "will", "can" => "can", "shan" => "shall", _ => before[..^1] }, mark - 1, "not");
                break;
            case "re":
                Two(before, mark, "are");
                break;
            case "ll":
                Two(before, mark, "will");
                break;
            case "ve":
                Two(before, mark, "have");
                break;
            case "m":
                Two(before, mark, "am");
                break;
            case "d":
                Two(before, mark, "would");
                break;
            case "s" when Subjects.Contains(before):
                Two(before, mark, before == "let" ? "us" : "is");
                break;
            default:
                add(word, 0, word.Length);
                break;
        }

        void Two(string first, int at, string second)
        {
            add(first, 0, at);
            add(second, at, word.Length - at);
        }
    }
}
