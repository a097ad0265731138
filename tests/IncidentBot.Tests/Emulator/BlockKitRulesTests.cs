using System.Text.Json;
using IncidentBot.SlackEmulator;
using NUnit.Framework;

namespace IncidentBot.Tests.Emulator;

public sealed class BlockKitRulesTests
{
    private static readonly object Words = new { type = "plain_text", text = "words" };

    private static IEnumerable<TestCaseData> WrongBlocks()
    {
        yield return Case("an unknown type", new { type = "carousel_of_death" }, "/blocks/0");
        yield return Case("an unknown key", new { type = "divider", colour = "red" }, "/blocks/0");
        yield return Case("a section with nothing", new { type = "section" }, "/blocks/0");
        yield return Case("an empty text", Section(""), "/blocks/0/text/text");
        yield return Case("3001 characters", Section(new string('x', 3001)), "/blocks/0/text/text");
        yield return Case("a markdown header", new { type = "header", text = Mrkdwn("x") }, "/blocks/0/text");
        yield return Case("a header of 151", new { type = "header", text = Plain(151) }, "/blocks/0/text/text");
        yield return Case("eleven fields", new { type = "section", fields = Repeat(11, Mrkdwn("x")) }, "/blocks/0/fields");
        yield return Case("a field of 2001", new { type = "section", fields = Repeat(1, Mrkdwn(new string('x', 2001))) }, "/blocks/0/fields/0/text");
        yield return Case("eleven in a context", new { type = "context", elements = Repeat(11, Mrkdwn("x")) }, "/blocks/0/elements");
        yield return Case("a button text of 76", Actions(new { type = "button", text = Plain(76), action_id = "a" }), "/blocks/0/elements/0/text/text");
        yield return Case("a button value of 2001", Actions(new { type = "button", text = Words, value = new string('x', 2001) }), "/blocks/0/elements/0/value");
        yield return Case("an unknown style", Actions(new { type = "button", text = Words, style = "default" }), "/blocks/0/elements/0/style");
        yield return Case("the same action twice", Actions(Button("a"), Button("a")), "/blocks/0/elements/1/action_id");
        yield return Case("26 actions", Actions([.. Enumerable.Range(0, 26).Select(index => Button($"a{index}"))]), "/blocks/0/elements");
        yield return Case("an input among actions", Actions(new { type = "plain_text_input", action_id = "a" }), "/blocks/0/elements/0");
        yield return Case("six in an overflow", Actions(new { type = "overflow", options = Repeat(6, Option("x")) }), "/blocks/0/elements/0/options");
        yield return Case("101 options", Actions(new { type = "static_select", options = Repeat(101, Option("x")) }), "/blocks/0/elements/0/options");
        yield return Case("an option value of 151", Actions(new { type = "static_select", options = Repeat(1, Option(new string('x', 151))) }), "/blocks/0/elements/0/options/0/value");
        yield return Case("an initial option not offered", Actions(new { type = "static_select", options = Repeat(1, Option("x")), initial_option = Option("y") }), "/blocks/0/elements/0/initial_option");
        yield return Case("an image without alt text", new { type = "image", image_url = "https://x.example/i.png" }, "/blocks/0");
        yield return Case("a number input that does not say whether decimals", Input(new { type = "number_input", action_id = "a" }), "/blocks/0/element");
        yield return Case("a button in an input", Input(Button("a")), "/blocks/0/element");
        yield return Case("a date in words", Input(new { type = "datepicker", initial_date = "tomorrow" }), "/blocks/0/element/initial_date");
        yield return Case("an unknown leaf of rich text", RichText(new { type = "marquee", text = "x" }), "/blocks/0/elements/0/elements/0");
    }

    [TestCaseSource(nameof(WrongBlocks))]
    public void A_refusal_names_the_invalid_element(JsonElement blocks, string pointer)
    {
        var problems = BlockKitRules.CheckMessage(blocks);

        Assert.That(problems, Has.Some.EndsWith($"[json-pointer:{pointer}]"));
    }

    [Test]
    public void Blocks_within_the_limits_are_accepted()
    {
        var blocks = Json(
            Section(new string('x', 3000)),
            new { type = "header", text = Plain(150) },
            new { type = "section", fields = Repeat(10, Mrkdwn("x")), accessory = Button("more") },
            new { type = "context", elements = Repeat(10, Mrkdwn("x")) },
            Actions([.. Enumerable.Range(0, 25).Select(index => Button($"a{index}"))]),
            Actions(new { type = "static_select", options = Repeat(100, Option("x")), initial_option = Option("x") }),
            RichText(new { type = "text", text = "<!channel>", style = new { bold = true } }),
            new { type = "image", image_url = "https://x.example/i.png", alt_text = "a graph" });

        Assert.That(BlockKitRules.CheckMessage(blocks), Is.Empty);
    }

    [Test]
    public void The_number_of_blocks_and_their_ids_are_checked()
    {
        var many = Json([.. Enumerable.Repeat<object>(new { type = "divider" }, 51)]);
        var twins = Json(new { type = "divider", block_id = "same" }, new { type = "divider", block_id = "same" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(BlockKitRules.CheckMessage(many), Has.Some.Contains("no more than 50 items"));
            Assert.That(BlockKitRules.CheckMessage(twins), Has.Some.EndsWith("[json-pointer:/blocks/1/block_id]"));
        }
    }

    [Test]
    public void A_modal_needs_a_short_title_and_a_submit_button_for_its_inputs()
    {
        var input = Input(new { type = "plain_text_input", action_id = "a" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(View(new { type = "modal", title = Plain(24), submit = Words, blocks = new[] { input } }), Is.Empty);
            Assert.That(View(new { type = "modal", title = Plain(25), blocks = Array.Empty<object>() }), Has.Some.Contains("/view/title/text"));
            Assert.That(View(new { type = "modal", title = Words, blocks = new[] { input } }), Has.Some.Contains("submit"));
            Assert.That(View(new { type = "modal", title = Words, blocks = Array.Empty<object>(), private_metadata = new string('x', 3001) }), Has.Some.Contains("/view/private_metadata"));
            Assert.That(View(new { type = "home", title = Words, blocks = Array.Empty<object>() }), Has.Some.Contains("unknown property: title"));
            Assert.That(View(new { type = "modal", blocks = Array.Empty<object>() }), Has.Some.Contains("missing required field: title"));
        }
    }

    private static TestCaseData Case(string name, object block, string pointer) => new TestCaseData(Json(block), pointer).SetArgDisplayNames(name);

    private static IReadOnlyList<string> View(object view) => BlockKitRules.CheckView(JsonSerializer.SerializeToElement(view));

    private static JsonElement Json(params object[] blocks) => JsonSerializer.SerializeToElement(blocks);

    private static object Section(string text) => new { type = "section", text = Mrkdwn(text) };

    private static object Mrkdwn(string text) => new { type = "mrkdwn", text };

    private static object Plain(int length) => new { type = "plain_text", text = new string('x', length) };

    private static object Option(string value) => new { text = Words, value };

    private static object Button(string action) => new { type = "button", text = Words, action_id = action };

    private static object Actions(params object[] elements) => new { type = "actions", elements };

    private static object Input(object element) => new { type = "input", label = Words, element };

    private static object RichText(object leaf) =>
        new { type = "rich_text", elements = new object[] { new { type = "rich_text_section", elements = new[] { leaf } } } };

    private static object[] Repeat(int count, object item) => [.. Enumerable.Repeat(item, count)];
}
