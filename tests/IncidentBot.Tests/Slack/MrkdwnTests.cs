using FsCheck.Fluent;
using IncidentBot.Slack.BlockKit;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class MrkdwnTests
{
    private const string Zwsp = "\u200B";

    [TestCase("a & b < c > d", "a &amp; b &lt; c &gt; d")]
    [TestCase("&amp;", "&amp;amp;")]
    [TestCase("<!channel>", "&lt;!channel&gt;")]
    [TestCase("<@U123|ada>", "&lt;@" + Zwsp + "U123|ada&gt;")]
    [TestCase("<https://evil.example|https://good.example>", "&lt;https://evil.example|https://good.example&gt;")]
    [TestCase("@channel or a@b.example", "@" + Zwsp + "channel or a@b.example")]
    public void No_mention_fires_and_no_link_is_disguised(string text, string expected) =>
        Assert.That(Mrkdwn.Escape(text), Is.EqualTo(expected));

    [TestCase("*a*", Zwsp + "*" + Zwsp + "a" + Zwsp + "*" + Zwsp)]
    [TestCase("_a_", Zwsp + "_" + Zwsp + "a" + Zwsp + "_" + Zwsp)]
    [TestCase("x ~~", "x " + Zwsp + "~" + Zwsp + "~" + Zwsp)]
    [TestCase("a`b", "a" + Zwsp + "`" + Zwsp + "b")]
    [TestCase("snake_case 2*3", "snake_case 2*3")]
    [TestCase("> a\n  >> b > c", Zwsp + "&gt; a\n  " + Zwsp + "&gt;&gt; b &gt; c")]
    public void Marks_show_instead_of_formatting(string text, string expected) =>
        Assert.That(Mrkdwn.Escape(text), Is.EqualTo(expected));

    [TestCase("a\u202Eb\u2066c\u2069\u200Bd\uFEFF", "abcd")]
    [TestCase("a\r\nb\rc\u2028d\te\0f\u001bg", "a\nb\nc\nd efg")]
    [TestCase("שלום 👩‍👩‍👧 می‌خواهم", "שלום 👩‍👩‍👧 می‌خواهم")]
    public void What_hides_or_reorders_goes_and_what_is_script_stays(string text, string expected) =>
        Assert.That(Mrkdwn.Escape(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_surrogate_pair_is_replaced() => Assert.That(Mrkdwn.Escape("a" + '\uD800'), Is.EqualTo("a\uFFFD"));

    [TestCase("", true)]
    [TestCase(null, true)]
    [TestCase(" \u200B\u2060\u202E\u3164\u200D\n", true)]
    [TestCase("\u0301", true)]
    [TestCase("🔥", false)]
    [TestCase("-", false)]
    public void A_name_of_invisible_characters_is_blank(string? text, bool expected) =>
        Assert.That(VisibleText.IsBlank(text), Is.EqualTo(expected));

    [Test]
    public void Writes_entities()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Mrkdwn.User("U123"), Is.EqualTo("<@U123>"));
            Assert.That(Mrkdwn.Channel("C123"), Is.EqualTo("<#C123>"));
            Assert.That(Mrkdwn.UserGroup("S123"), Is.EqualTo("<!subteam^S123>"));
            Assert.That(() => Mrkdwn.User("U1> <!channel"), Throws.ArgumentException);
        }
    }

    [TestCase("https://x.example/a?b=1&c=2", "see > this", "<https://x.example/a?b=1&amp;c=2|see &gt; this>")]
    [TestCase("https://x.example/a b|c>d", "two\nlines", "<https://x.example/a%20b%7Cc%3Ed|two lines>")]
    [TestCase("javascript:alert(1)", "a|b", "a|b")]
    [TestCase("not an address", "<b>", "&lt;b&gt;")]
    public void Links_only_to_addresses(string url, string label, string expected) =>
        Assert.That(Mrkdwn.Link(url, label), Is.EqualTo(expected));

    [Test]
    public void Writes_a_date_with_its_fallback()
    {
        var date = Mrkdwn.Date(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "{date_short_pretty} at {time}", "22:13 UTC");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(date, Is.EqualTo("<!date^1700000000^{date_short_pretty} at {time}|22:13 UTC>"));
            Assert.That(() => Mrkdwn.Date(default, "{time}|x", "y"), Throws.ArgumentException);
            Assert.That(() => Mrkdwn.Date(default, "{time}", " "), Throws.ArgumentException);
        }
    }

    [TestCase("&&&", 15, "&amp;&amp;&amp;")]
    [TestCase("&&&", 14, "&amp;&amp;…")]
    [TestCase("&&&", 5, "…")]
    [TestCase("ab👩‍👩‍👧cd", 9, "ab…")]
    [TestCase("abc", 0, "")]
    public void Fits_without_splitting_an_entity_or_a_character(string text, int max, string expected) =>
        Assert.That(Mrkdwn.EscapeAndFit(text, max), Is.EqualTo(expected));

    [Test]
    public void A_character_heaped_with_marks_is_cut_inside() =>
        Assert.That(Mrkdwn.EscapeAndFit("Z" + new string('\u0301', 100), 10), Is.EqualTo("Z" + new string('\u0301', 8) + "…"));

    [Test]
    [CancelAfter(10_000)]
    public void Hostile_length_costs_linear_time([Values("\u0301", "👩‍", "<", "`", "*_")] string piece)
    {
        var hostile = string.Concat(Enumerable.Repeat(piece, 200_000));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Mrkdwn.EscapeAndFit(hostile, 3000), Has.Length.LessThanOrEqualTo(3000));
            Assert.That(TextFit.Cut(hostile, 3000), Has.Length.LessThanOrEqualTo(3000));
            Assert.That(ChannelName.From("inc", 1, hostile), Is.EqualTo("inc-1"));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public FsCheck.Property Every_bracket_of_a_person_is_escaped() =>
        Prop.ForAll(HostileText.Any, text => Mrkdwn.Escape(text).AsSpan().IndexOfAny('<', '>') < 0);

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public FsCheck.Property Decoding_gives_the_clean_text_back() =>
        Prop.ForAll(HostileText.Any, text => Decode(Mrkdwn.Escape(text)) == VisibleText.Clean(text));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public FsCheck.Property Fitting_never_exceeds_and_never_splits() =>
        Prop.ForAll(HostileText.AnyWithMax, sample =>
        {
            var fitted = Mrkdwn.EscapeAndFit(sample.Text, sample.Max);

            var wasCut = fitted != Mrkdwn.Escape(sample.Text);
            var kept = wasCut && fitted.Length > 0 ? fitted[..^1] : fitted;
            return fitted.Length <= sample.Max
                && IsWellFormed(fitted)
                && VisibleText.Clean(sample.Text).StartsWith(Decode(kept), StringComparison.Ordinal);
        });

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public FsCheck.Property Cutting_never_exceeds_and_never_splits() =>
        Prop.ForAll(HostileText.AnyWithMax, sample =>
        {
            var cut = TextFit.Cut(VisibleText.Clean(sample.Text), sample.Max);

            return cut.Length <= sample.Max && IsWellFormed(cut);
        });

    [TestCase("abc", 3, "abc")]
    [TestCase("abcd", 3, "ab…")]
    [TestCase("🔥🔥🔥", 4, "🔥…")]
    [TestCase("e\u0301e\u0301", 3, "e\u0301…")]
    [TestCase("🔥", 1, "…")]
    [TestCase("abc", 0, "")]
    public void Cuts_between_characters_as_people_see_them(string text, int max, string expected) =>
        Assert.That(TextFit.Cut(text, max), Is.EqualTo(expected));

    private static string Decode(string escaped) => escaped
        .Replace(Zwsp, "", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text, i++)))
                return false;
        }

        return true;
    }
}
