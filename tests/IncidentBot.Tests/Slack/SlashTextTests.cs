using FsCheck.Fluent;
using IncidentBot.Slack.Requests;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class SlashTextTests
{
    [Test]
    public void Reads_every_entity()
    {
        var tokens = SlashText.Tokens(
            "lead <@U2|grace> <@W3> <#C9|> <#C8|general> <!subteam^S7|@oncall> <!here> <!channel|channel> <https://x.example/?a=1&amp;b=2|x>");

        Assert.That(tokens.Select(Describe), Is.EqualTo(new[]
        {
            "word lead", "user U2 grace", "user W3 -", "channel C9 ", "channel C8 general", "group S7 @oncall", "all here", "all channel",
            "link https://x.example/?a=1&b=2 x",
        }));
    }

    [TestCase("a<@U2>b", "word a|user U2 -|word b")]
    [TestCase("<@U2><@U3>", "user U2 -|user U3 -")]
    [TestCase("<@grace> < x <", "word <@grace>|word <|word x|word <")]
    [TestCase("<javascript:x|y>", "word <javascript:x|y>")]
    [TestCase("until<!date^1^{time}^https://x.example|09:30 UTC>.", "word until|date 09:30 UTC|word .")]
    [TestCase("<!date^1^x>", "word <!date^1^x>")]
    public void Splits_where_an_entity_starts_and_keeps_what_is_none(string text, string expected) =>
        Assert.That(string.Join('|', SlashText.Tokens(text).Select(Describe)), Is.EqualTo(expected));

    [Test]
    public void Takes_typographic_spaces_and_quotes_as_plain_ones() =>
        Assert.That(
            SlashText.Tokens("title:\u00A0\u201Capi\u2019s\u201D\u200Bdown").Select(Describe),
            Is.EqualTo(new[] { "word title:", "word \"api's\"", "word down" }));

    [Test]
    public void Gives_back_what_follows_a_token_as_it_was_sent()
    {
        const string text = "update   it is *fixed* &amp; <@U2> knows \n";

        var rest = SlashText.After(text, SlashText.Tokens(text)[0]);

        Assert.That(rest, Is.EqualTo("it is *fixed* &amp; <@U2> knows"));
    }

    [TestCase("a &amp; b &lt;c&gt;", "a & b <c>")]
    [TestCase("&amp;lt;", "&lt;")]
    [TestCase("&quot; &#38; & &amp", "&quot; &#38; & &amp")]
    public void Decodes_three_entities_once(string escaped, string expected) =>
        Assert.That(SlashText.Plain(escaped), Is.EqualTo(expected));

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public FsCheck.Property Tokens_come_in_order_and_do_not_overlap() =>
        Prop.ForAll(HostileText.Any, text =>
        {
            var tokens = SlashText.Tokens(text);

            return tokens.All(token => token.Start < token.End && token.End <= text.Length)
                && tokens.Zip(tokens.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
        });

    private static string Describe(TextToken token) => token switch
    {
        TextToken.Word word => $"word {word.Text}",
        TextToken.UserMention user => $"user {user.Id} {user.Label ?? "-"}",
        TextToken.ChannelMention channel => $"channel {channel.Id} {channel.Label}",
        TextToken.UserGroupMention group => $"group {group.Id} {group.Label}",
        TextToken.Broadcast all => $"all {all.Range}",
        TextToken.Date date => $"date {date.Words}",
        TextToken.Link link => $"link {link.Url} {link.Label}",
        _ => "?",
    };
}
