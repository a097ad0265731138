using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a text that is longer than a stressed reader takes in, or than the channel allows.</summary>
internal static class LengthRule
{
    private const int MaxCharacters = 600;
    private const int MaxSentences = 5;
    private const int MaxInTitle = 80;
    private const int MaxInMessage = 280;

    public static readonly WordingRule Rule = new("LENGTH", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var length = draft.Post.Text.Length;
        if (length > Draft.Longest)
        {
            yield return draft.Whole(
                FormattableString.Invariant($"It has {length} characters; no status page takes more than {Draft.Longest}."),
                "Publish the short version and link to the long one.") with { Level = FindingLevel.Error };
            yield break;
        }

        if (draft.Post.Channel != PostChannel.StatusPage && length > MaxInMessage)
            yield return draft.Whole(
                FormattableString.Invariant($"It has {length} characters; a short message has {MaxInMessage}."),
                "Keep what is broken and when the next update comes.");
        if (draft.Post.Title is { Length: > MaxInTitle } title)
            yield return draft.Whole(
                FormattableString.Invariant($"The title has {title.Length} characters; lists and mails cut it after {MaxInTitle}."),
                "Name the part and the symptom only.");
        if (!draft.IsOpen)
            yield break;
        // Labels, list marks and the support address are no sentences.
        var sentences = draft.Sentences.Count(sentence => sentence.Count > 2);
        if (length > MaxCharacters)
            yield return draft.Whole(
                FormattableString.Invariant($"It has {length} characters; readers skim texts longer than {MaxCharacters}."),
                "Keep what customers see, what you do, and when the next update comes.");
        else if (sentences > MaxSentences)
            yield return draft.Whole(
                FormattableString.Invariant($"It has {sentences} sentences; readers skim texts with more than {MaxSentences}."),
                "Keep what customers see, what you do, and when the next update comes.");
    }
}
