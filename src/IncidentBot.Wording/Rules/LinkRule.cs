using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports a link without encryption, and link text without a meaning of its own.</summary>
internal static class LinkRule
{
    public static readonly WordingRule Rule = new("LINK", FindingLevel.Warning, Find);

    private static readonly Phrases Click = new(
        "click (here|this|on this|the link|below|on the link)", "(see|read|find|follow|go|visit|press|tap) (this|the|it) ..1 (link|here)",
        "(this|following) link");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        for (var i = 0; i < draft.Words.Count; i++)
        {
            if (draft.Words[i].Value != Mark.Link)
                continue;
            var link = draft.Span(new Passage(i, i + 1));
            if (link.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !link.StartsWith("http://go/", StringComparison.OrdinalIgnoreCase))
                yield return draft.At(i, "is not encrypted.", $"Use https{(link.Length < 60 ? $": {"https" + link[4..]}" : "")}.");
            else if (link.Contains("://", StringComparison.Ordinal)
                && !(Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Host.Contains('.'))
                && !link.Contains("localhost", StringComparison.OrdinalIgnoreCase))
                yield return draft.At(i, "is not a complete address.", "Write the whole address.");
        }

        foreach (var found in Click.In(draft.Words))
        {
            if (draft.Words[found.To - 1].Value is "here" or "link" or "below" or "this")
                yield return draft.At(found, "says nothing to readers who use a screen reader.", "Use a link text that says where the link leads.");
        }

        foreach (var at in BareHere(draft.Text))
            yield return new Observation(at, 6, "says nothing to readers who use a screen reader.", "Use a link text that says where the link leads.");
    }

    // [here](https://…)
    private static IEnumerable<int> BareHere(string text)
    {
        const string here = "[here](";
        for (var at = text.IndexOf(here, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(here, at + 1, StringComparison.OrdinalIgnoreCase))
            yield return at;
    }
}
