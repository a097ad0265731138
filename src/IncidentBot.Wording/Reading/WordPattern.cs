using System.Globalization;

namespace IncidentBot.Wording.Reading;

/// <summary>
/// A sequence of words in a small language: <c>word</c>; <c>pre*</c> for any ending; <c>(one|two words)</c> for a choice; <c>?</c> after an optional
/// part; <c>#</c> for a number; and any <see cref="Mark"/>. <c>..3</c> is a gap of up to three words: as few as possible, but at the end of a pattern
/// as many as the clause has. A match stays within a sentence.
/// </summary>
internal sealed class WordPattern
{
    private readonly Step _start;
    private readonly string _source;

    /// <exception cref="FormatException">The pattern is invalid.</exception>
    public WordPattern(string source)
    {
        _source = source;
        var at = 0;
        var read = Sequence(source, ref at);
        if (at != source.Length)
            throw new FormatException($"\"{source}\" is not a valid word pattern: unexpected \"{source[at..]}\".");
        _start = read(new Step(StepKind.Done));
    }

    private enum StepKind
    {
        Done,
        Word,
        Prefix,
        Number,
        Any,
        SameClause,
        OneOf,
        Choice,
    }

    /// <summary>The kinds of first words.</summary>
    public enum FirstKind
    {
        Word,
        Start,
        Number,
    }

    /// <summary>The possible first words. A pattern that may begin with any word is refused: it would have to be tried at every word.</summary>
    public IReadOnlySet<First> Firsts()
    {
        var firsts = new HashSet<First>();
        Collect(_start, firsts);
        return firsts;
    }

    /// <summary>The index after a match that starts at <paramref name="at"/>; -1 without a match.</summary>
    public int End(IReadOnlyList<Word> words, int at) => Run(_start, words, words[at].Sentence, at);

    private void Collect(Step step, HashSet<First> firsts)
    {
        switch (step.Kind)
        {
            case StepKind.Choice:
                Collect(step.Next!, firsts);
                Collect(step.Other!, firsts);
                break;
            case StepKind.Word:
                firsts.Add(new First(FirstKind.Word, step.Text));
                break;
            case StepKind.OneOf:
                firsts.UnionWith(step.Words!.All.Select(word => new First(FirstKind.Word, word)));
                break;
            case StepKind.Prefix when step.Text.Length >= 3:
                firsts.Add(new First(FirstKind.Start, step.Text));
                break;
            case StepKind.Number:
                firsts.Add(new First(FirstKind.Number, ""));
                break;
            default:
                throw new FormatException($"\"{_source}\" may begin with any word.");
        }
    }

    private static int Run(Step step, IReadOnlyList<Word> words, int sentence, int at)
    {
        while (step.Kind != StepKind.Done)
        {
            if (step.Kind == StepKind.Choice)
            {
                var end = Run(step.Next!, words, sentence, at);
                if (end >= 0)
                    return end;
                step = step.Other!;
                continue;
            }

            if (at >= words.Count
                || words[at].Sentence != sentence
                || !Fits(step, words[at])
                || (step.Kind == StepKind.SameClause && words[at].Clause != words[at - 1].Clause))
                return -1;
            (step, at) = (step.Next!, at + 1);
        }

        return at;
    }

    private static bool Fits(Step step, in Word word) => step.Kind switch
    {
        StepKind.Word => word.Value == step.Text,
        StepKind.OneOf => step.Words!.Has(word),
        StepKind.Prefix => word.Value.StartsWith(step.Text, StringComparison.Ordinal),
        StepKind.Number => word.Meaning is Figure,
        _ => true,
    };

    // Each part becomes a function from the next step to the step that matches the part first.
    private static Func<Step, Step> Sequence(string source, ref int at)
    {
        var parts = new List<Func<Step, Step>>();
        while (at < source.Length && source[at] is not ('|' or ')'))
        {
            if (source[at] == ' ')
            {
                at++;
                continue;
            }

            var part = source[at] == '(' ? Choices(source, ref at) : Single(source, ref at);
            if (at < source.Length && source[at] == '?')
            {
                at++;
                parts.Add(next => new Step(StepKind.Choice, Next: part(next), Other: next));
            }
            else
            {
                parts.Add(part);
            }
        }

        return next => parts.AsEnumerable().Reverse().Aggregate(next, (following, part) => part(following));
    }

    private static Func<Step, Step> Choices(string source, ref int at)
    {
        var choices = new List<Func<Step, Step>>();
        var plain = new List<string>();
        do
        {
            var from = ++at;
            var choice = Sequence(source, ref at);
            // Adjacent plain words become one look-up, whatever their number.
            if (IsPlain(source.AsSpan(from, at - from)))
            {
                plain.Add(source[from..at]);
                continue;
            }

            Gather(plain, choices);
            choices.Add(choice);
        }
        while (at < source.Length && source[at] == '|');
        Gather(plain, choices);
        if (at >= source.Length)
            throw new FormatException($"\"{source}\" is not a valid word pattern: a bracket is not closed.");
        at++;
        return next => choices.Select(choice => choice(next)).Reverse().Aggregate((others, first) => new Step(StepKind.Choice, Next: first, Other: others));
    }

    private static bool IsPlain(ReadOnlySpan<char> choice) =>
        !choice.IsEmpty && choice.IndexOfAny(" (?*#") < 0 && !choice.StartsWith("..", StringComparison.Ordinal);

    private static void Gather(List<string> plain, List<Func<Step, Step>> choices)
    {
        if (plain.Count == 0)
            return;
        var words = new WordSet([.. plain]);
        choices.Add(next => new Step(StepKind.OneOf, Next: next, Words: words));
        plain.Clear();
    }

    private static Func<Step, Step> Single(string source, ref int at)
    {
        var from = at;
        while (at < source.Length && source[at] is not (' ' or '|' or '(' or ')' or '?'))
            at++;
        var word = source[from..at];
        if (word.StartsWith("..", StringComparison.Ordinal))
        {
            var most = int.Parse(word.AsSpan(2), CultureInfo.InvariantCulture);
            // At the end of a pattern the gap takes as much of the clause as it can, so that a finding shows whole words.
            return next => Enumerable.Range(0, most).Aggregate(next, (more, _) => next.Kind == StepKind.Done
                ? new Step(StepKind.Choice, Next: new Step(StepKind.SameClause, Next: more), Other: next)
                : new Step(StepKind.Choice, Next: next, Other: new Step(StepKind.Any, Next: more)));
        }

        return word switch
        {
            "#" => next => new Step(StepKind.Number, Next: next),
            [.. var head, '*'] => next => new Step(StepKind.Prefix, head, next),
            _ => next => new Step(StepKind.Word, word, next),
        };
    }

    public readonly record struct First(FirstKind Kind, string Text);

    private sealed record Step(StepKind Kind, string Text = "", Step? Next = null, Step? Other = null, WordSet? Words = null);
}
