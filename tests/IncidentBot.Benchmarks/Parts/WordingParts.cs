using BenchmarkDotNet.Attributes;
using IncidentBot.Wording;

namespace IncidentBot.Benchmarks.Parts;

/// <summary>The cost of the wording check for one public update: an ordinary text, the longest accepted one, and one constructed to be slow.</summary>
[MemoryDiagnoser]
public class WordingParts
{
    private const string Ordinary =
        "Some customers see errors when they pay by card. We have found the cause, a fault at one of our payment providers, and are moving payments to another one. "
        + "Payments by bank transfer work. We are sorry for the trouble. Next update by 14:30 UTC.";

    private readonly WordingChecker _checker = WordingChecker.Plain;

    private readonly PublicPost _ordinary = Post(Ordinary);
    private readonly PublicPost _longest = Post(string.Concat(Enumerable.Repeat(Ordinary + " ", 25_000 / (Ordinary.Length + 1))));
    private readonly PublicPost _hostile = Post(string.Concat(Enumerable.Repeat("will be fixed will be by at 1 1: will not not be in the in the soon ", 300)));

    [Benchmark]
    public object CheckOrdinary() => _checker.Check(_ordinary);

    [Benchmark]
    public object CheckLongest() => _checker.Check(_longest);

    [Benchmark]
    public object CheckHostile() => _checker.Check(_hostile);

    private static PublicPost Post(string text) => new(text, PostState.Investigating);
}
