using IncidentBot.Core.Wording.Reading;

namespace IncidentBot.Core.Wording.Rules;

/// <summary>Longer than a reader under stress takes in (R89), or than the place can hold.</summary>
internal static class LengthRule
{
    private const int MostCharacters = 600;
    private const int MostSentences = 5;
    private const int MostInTitle = 80;
    private const int MostInMessage = 280;

    public static readonly WordingRule Rule = new("LENGTH", FindingLevel.Warning, Find);

    private static IEnumerable<Observation> Find(Draft draft)
    {
        var length = draft.Post.Text.Length;
        if (length > Draft.Longest)
        {
            yield return draft.Whole(FormattableString.Invariant($"It has {length} characters; no status page takes more than {Draft.Longest}."), "Publish the short version and link to the long one.") with { Level = FindingLevel.Error };
            yield break;
        }

        if (draft.Post.Channel != PostChannel.StatusPage && length > MostInMessage)
            yield return draft.Whole(FormattableString.Invariant($"It has {length} characters; a short message has {MostInMessage}."), "Keep what is broken and when the next update comes.");
        if (draft.Post.Title is { Length: > MostInTitle } title)
            yield return draft.Whole(FormattableString.Invariant($"The title has {title.Length} characters; lists and mails cut it after {MostInTitle}."), "Name the part and the symptom only.");
        if (!draft.IsOpen)
            yield break;
        // Labels, list marks and the address to ask at are no sentences.
        var sentences = draft.Sentences.Count(sentence => sentence.Count > 2);
        if (length > MostCharacters)
            yield return draft.Whole(FormattableString.Invariant($"It has {length} characters; more than {MostCharacters} are skimmed."), "Keep what customers see, what you do, and when the next update comes.");
        else if (sentences > MostSentences)
            yield return draft.Whole(FormattableString.Invariant($"It has {sentences} sentences; more than {MostSentences} are skimmed."), "Keep what customers see, what you do, and when the next update comes.");
    }
}
