using System.Text.RegularExpressions;

namespace IncidentBot.Wording.Reading;

/// <summary>One installation's names, indexed for look-up.</summary>
internal sealed class Vocabulary
{
    public Vocabulary(WordingContext context, WordingSettings settings)
    {
        Product = Of([context.Product ?? ""]);
        Components = Of(context.Components.Concat(context.Regions));
        Allowed = Of(settings.AllowedTerms);
        PrivateNames = Of(settings.PrivateNames);
        Jargon = Of(settings.Jargon);
        InternalDomains = settings.InternalDomains.IsEmpty ? null : new Regex(
            $@"\b(?:[\w-]+\.)*(?:{string.Join('|', settings.InternalDomains.Select(domain => Regex.Escape(domain.TrimStart('.', '*'))))})\b[^\s]*",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    }

    public Phrases Product { get; }

    /// <summary>The names of components and regions.</summary>
    public Phrases Components { get; }

    public Phrases Allowed { get; }

    public Phrases PrivateNames { get; }

    public Phrases Jargon { get; }

    /// <summary>Matches internal machines by their domains; null when none are configured.</summary>
    public Regex? InternalDomains { get; }

    /// <summary>Whether customers know the word at this index: it belongs to a configured name or to an allowed term.</summary>
    public bool IsKnown(IReadOnlyList<Word> words, int at)
    {
        for (var from = Math.Max(0, at - 3); from <= at; from++)
        {
            if (Covers(Components.At(words, from), at) || Covers(Product.At(words, from), at) || Covers(Allowed.At(words, from), at))
                return true;
        }

        return false;
    }

    private static bool Covers(Passage? found, int at) => found is { } passage && passage.From <= at && at < passage.To;

    private static Phrases Of(IEnumerable<string> names) => new(names.SelectMany(Spelled).Distinct());

    private static IEnumerable<string> Spelled(string name)
    {
        var any = name.Length > 3 && name[^1] == '*' ? "*" : "";
        var words = Tokenizer.Cut(name);
        return words.Count == 0 || words.Exists(word => word.Value[0] == '<') ? [] : [string.Join(' ', words.Select(word => word.Value)) + any];
    }
}
