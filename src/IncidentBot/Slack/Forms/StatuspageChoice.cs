using System.Globalization;
using IncidentBot.Core.StatusPage;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>What was picked in an open form, and what its text follows while nobody has written another.</summary>
internal sealed record StatuspageChoice(PublicState State, string? Symptom)
{
    public const string TextBlockPrefix = "text:";

    /// <summary>Names this choice and no other.</summary>
    public string TextBlock => TextBlockPrefix + ToString();

    public static StatuspageChoice? Read(string? written) =>
        written?.Split(':') is [var word, var number] && PublicWords.TryParse(word, out PublicState state) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new StatuspageChoice(state, SymptomPhrases.All.ElementAtOrDefault(index - 1))
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{State.Word()}:{(Symptom is null ? 0 : SymptomPhrases.All.Index().First(one => one.Item == Symptom).Index + 1)}");
}

/// <summary>What customers can do meanwhile, and whether somebody made sure that it does no harm.</summary>
internal sealed record Workaround(string Text, bool IsSafe);
