using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Wording.Drafts;

/// <summary>Completes a public update for publication.</summary>
public static class PublicText
{
    /// <summary>
    /// The text with the required parts that the author left out: when the next update comes, unless resolved, and, in the first update, where to
    /// ask.
    /// </summary>
    /// <param name="text">The author's text.</param>
    /// <param name="state">The state the update announces.</param>
    /// <param name="nextUpdateBy">The promised time; null promises nothing.</param>
    /// <param name="isFirst">There is no public update of this incident yet.</param>
    /// <param name="supportAddress">Where customers reach support; null when not configured.</param>
    /// <param name="now">The time of publication; it decides whether the promised time needs a date.</param>
    public static string Complete(string text, PublicState state, Instant? nextUpdateBy, bool isFirst, string? supportAddress, Instant now)
    {
        var complete = text.Trim();
        if (state != PublicState.Resolved && nextUpdateBy is { } by && !SaysWhenNext(complete))
            complete = Append(complete, NextUpdate(by, now));
        if (isFirst && !string.IsNullOrWhiteSpace(supportAddress) && !complete.Contains(supportAddress.Trim(), StringComparison.OrdinalIgnoreCase))
            complete = Append(complete, Questions(supportAddress.Trim()));
        return complete;
    }

    /// <summary>Whether the text says when the next update comes.</summary>
    public static bool SaysWhenNext(string text) => WordingChecker.SaysWhenNext(text);

    /// <summary>The sentence that promises the next update.</summary>
    public static string NextUpdate(Instant by, Instant now) => $"Next update by {PublicTime.Words(by, now)}.";

    /// <summary>The sentence that names the support address.</summary>
    public static string Questions(string supportAddress) => $"Questions: {supportAddress}.";

    /// <summary>
    /// The text with one more sentence. A text that does not end with a full stop may end with a link or a list, so the sentence starts a new line.
    /// </summary>
    public static string Append(string text, string sentence) => text switch
    {
        "" => sentence,
        [.., '.' or '!' or '?'] => $"{text} {sentence}",
        _ => $"{text}\n{sentence}",
    };
}
