using System.Globalization;
using IncidentBot.Core.StatusPage;
using IncidentBot.Wording.Drafts;

namespace IncidentBot.SlackEdge.Forms;

/// <summary>The state and symptom chosen in an open form. The draft follows them until its author edits it.</summary>
internal sealed record StatuspageChoice(PublicState State, string? Symptom)
{
    public const string TextBlockPrefix = "text:";

    /// <summary>A block id unique to this choice.</summary>
    public string TextBlock => TextBlockPrefix + ToString();

    public static StatuspageChoice? Read(string? written) =>
        written?.Split(':') is [var word, var number]
            && PublicWords.TryParse(word, out PublicState state)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new StatuspageChoice(state, SymptomPhrases.All.ElementAtOrDefault(index - 1))
            : null;

    public override string ToString()
    {
        var number = Symptom is null ? 0 : SymptomPhrases.All.Index().First(one => one.Item == Symptom).Index + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{State.Word()}:{number}");
    }
}

/// <summary>What customers can do meanwhile, and whether the author has confirmed that it is safe.</summary>
internal sealed record Workaround(string Text, bool IsSafe);
