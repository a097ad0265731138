using FsCheck;
using FsCheck.Fluent;

namespace IncidentBot.Tests.Slack;

/// <summary>Text made of the pieces that break things: entities, marks, invisible and reordering characters, emoji, halves of surrogate pairs.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "<", ">", "&", "&amp;", "&lt;", "<!channel>", "<@U123|ada>", "<#C1|>", "<https://x.example|y>", "@here", "@", "#", "|", "*", "_", "~", "`", "```",
        "> ", "\n", "\r\n", "\t", "\0", " ", "\u00A0", "\u200B", "\u200D", "\u202E", "\u2066", "\uFEFF", "\u0301", "\uD83D", "\uDD25", "🔥", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "é", "שלום", "支付", "ß", "İ", "a", "B7", "word", "-", "'", "…",
    ];

    public static Arbitrary<string> Any { get; } = Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary();

    public static Arbitrary<(string Text, int Max)> AnyWithMax { get; } =
        (from text in Any.Generator from max in Gen.Choose(0, 60) select (text, max)).ToArbitrary();
}
