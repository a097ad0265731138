using IncidentBot.Core.Wording;
using NodaTime;

namespace IncidentBot.Core.StatusPage;

/// <summary>A public update as customers will read it.</summary>
public static class PublicText
{
    /// <summary>
    /// The text with what every update owes its reader and its author left out: when they hear from us next (R36), unless it is over, and in the
    /// first one where to ask (R90).
    /// </summary>
    /// <param name="text">What the author wrote.</param>
    /// <param name="state">The state the update announces.</param>
    /// <param name="nextUpdateBy">The promise; null promises nothing.</param>
    /// <param name="isFirst">Customers have heard nothing of this incident yet.</param>
    /// <param name="supportAddress">Where customers reach support; null when none is configured.</param>
    /// <param name="now">The moment of publishing; tells whether the promise needs its date.</param>
    public static string Complete(string text, PublicState state, Instant? nextUpdateBy, bool isFirst, string? supportAddress, Instant now)
    {
        var complete = text.Trim();
        if (state != PublicState.Resolved && nextUpdateBy is { } by && !SaysWhenNext(complete))
            complete = Append(complete, NextUpdate(by, now));
        if (isFirst && !string.IsNullOrWhiteSpace(supportAddress) && !complete.Contains(supportAddress.Trim(), StringComparison.OrdinalIgnoreCase))
            complete = Append(complete, Questions(supportAddress.Trim()));
        return complete;
    }

    /// <summary>Whether the text itself tells when customers hear from us next.</summary>
    public static bool SaysWhenNext(string text) => WordingChecker.SaysWhenNext(text);

    /// <summary>The sentence that makes the promise.</summary>
    public static string NextUpdate(Instant by, Instant now) => $"Next update by {PublicTime.Words(by, now)}.";

    /// <summary>The sentence that says where to ask.</summary>
    public static string Questions(string supportAddress) => $"Questions: {supportAddress}.";

    /// <summary>
    /// The text with one more sentence. A text that does not end in a full stop may end in a link or a list: the sentence then takes a line of its own.
    /// </summary>
    public static string Append(string text, string sentence) => text switch
    {
        "" => sentence,
        [.., '.' or '!' or '?'] => $"{text} {sentence}",
        _ => $"{text}\n{sentence}",
    };
}
