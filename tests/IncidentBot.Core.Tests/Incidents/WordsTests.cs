using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Incidents;

namespace IncidentBot.Core.Tests.Incidents;

internal sealed class WordsTests
{
    [Test]
    public void A_word_after_many_invisible_characters_is_kept()
    {
        var title = Words.Title(new string('\u200b', Words.TitleLimit) + "Sign-in fails");

        Assert.That(Words.IsBlank(title), Is.False);
    }

    [Test]
    public void A_right_to_left_title_keeps_its_marks() =>
        Assert.That(Words.Title("\u2067الدخول معطل\u2069"), Is.EqualTo("\u2067الدخول معطل\u2069"));

    [Test]
    public void A_long_text_is_cut_between_whole_characters()
    {
        const string family = "👩‍👩‍👧";

        var title = Words.Title(string.Concat(Enumerable.Repeat(family, 1000)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(title, Has.Length.LessThanOrEqualTo(Words.TitleLimit));
            Assert.That(title.Length % family.Length, Is.Zero);
        }
    }

    [Test]
    public void Visible_text_stays_visible_within_its_limit()
    {
        var piece = Gen.Elements("a", " ", "\n", "\u200b", "\u0301", "\ud83d", "👩‍👩‍👧", "\u202e", "\0", "ß");
        var texts = Gen.OneOf(piece.ListOf().Select(parts => string.Concat(parts)), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

        Prop.ForAll(texts.ToArbitrary(), text =>
            Words.IsBlank(text) == Words.IsBlank(Words.Title(text))
            && Words.IsBlank(text) == Words.IsBlank(Words.Text(text))
            && !Words.Title(text).Contains('\n', StringComparison.Ordinal)).QuickCheckThrowOnFailure();
    }
}
