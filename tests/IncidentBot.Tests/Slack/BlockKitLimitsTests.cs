using IncidentBot.Slack.BlockKit;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class BlockKitLimitsTests
{
    private static readonly Option[] Two = [new("A", "a"), new("B", "b")];

    // Limit, where Slack's sample data holds it, and something built with so many characters or parts.
    private static readonly (int Max, string Where, Action<int> Build)[] Limits =
    [
        (50, "message/blocks", n => new Message("x", Many(n, i => new DividerBlock()))),
        (4000, "message/chat_update_text", n => new Message(Text(n))),
        (100, "view/blocks", n => new HomeViewDefinition(Many(n, i => new DividerBlock()))),
        (24, "view/title", n => new ModalViewDefinition(Text(n), [])),
        (24, "view/submit", n => new ModalViewDefinition("x", [], submit: Text(n))),
        (24, "view/close", n => new ModalViewDefinition("x", [], close: Text(n))),
        (3000, "view/private_metadata", n => new ModalViewDefinition("x", [], privateMetadata: Text(n))),
        (255, "view/callback_id", n => new ModalViewDefinition("x", [], Text(n))),
        (255, "blocks/any.block_id", n => new DividerBlock(Text(n))),
        (3000, "blocks/section.text", n => new SectionBlock(new Markdown(Text(n)))),
        (10, "blocks/section.fields", n => new SectionBlock(null, Many(n, i => new PlainText("x")))),
        (2000, "blocks/section.fields.text", n => new SectionBlock(null, [new PlainText(Text(n))])),
        (150, "blocks/header.text", n => new HeaderBlock(Text(n))),
        (10, "blocks/context.elements", n => new ContextBlock(Many(n, i => new PlainText("x")))),
        (25, "blocks/actions.elements", n => new ActionsBlock(Many(n, i => new Button("x", $"a{i}")))),
        (2000, "blocks/input.label", n => new InputBlock(Text(n), new PlainTextInput("a"))),
        (2000, "blocks/input.hint", n => new InputBlock("x", new PlainTextInput("a"), hint: Text(n))),
        (255, "elements/any.action_id", n => new Button("x", Text(n))),
        (150, "elements/any.placeholder", n => new UserSelectMenu("a", placeholder: Text(n))),
        (75, "elements/button.text", n => new Button(Text(n), "a")),
        (2000, "elements/button.value", n => new Button("x", "a", Text(n))),
        (3000, "elements/button.url", n => new Button("x", "a", url: Text(n))),
        (100, "elements/static_select.options", n => new StaticSelectMenu("a", Many(n, i => new Option("x", $"v{i}")))),
        (100, "elements/static_select.option_groups", n => new StaticSelectMenu("a", Many(n, i => new OptionGroup("x", [new Option("x", $"v{i}")])))),
        (100, "elements/multi_static_select.options", n => new StaticMultiSelectMenu("a", Many(n, i => new Option("x", $"v{i}")))),
        (5, "elements/overflow.options", n => new OverflowMenu("a", Many(n, i => new Option("x", $"v{i}")))),
        (10, "elements/checkboxes.options", n => new CheckboxGroup("a", Many(n, i => new Option("x", $"v{i}")))),
        (10, "elements/radio_buttons.options", n => new RadioButtonGroup("a", Many(n, i => new Option("x", $"v{i}")))),
        (3000, "elements/plain_text_input.max_length_max", n => new PlainTextInput("a", maxLength: n)),
        (3000, "composition/text", n => new PlainText(Text(n))),
        (75, "composition/option.text", n => new Option(Text(n), "v")),
        (150, "composition/option.value", n => new Option("x", Text(n))),
        (75, "composition/option.description", n => new Option("x", "v", Text(n))),
        (75, "composition/option_group.label", n => new OptionGroup(Text(n), Two)),
        (100, "composition/option_group.options", n => new OptionGroup("x", Many(n, i => new Option("x", $"v{i}")))),
        (100, "composition/confirm.title", n => new ConfirmationDialog(Text(n), "x", "x", "x")),
        (300, "composition/confirm.text", n => new ConfirmationDialog("x", Text(n), "x", "x")),
        (30, "composition/confirm.confirm", n => new ConfirmationDialog("x", "x", Text(n), "x")),
        (30, "composition/confirm.deny", n => new ConfirmationDialog("x", "x", "x", Text(n))),
    ];

    private static IEnumerable<TestCaseData> Cases => Limits.Select(limit => new TestCaseData(limit.Max, limit.Build).SetArgDisplayNames(limit.Where));

    [TestCaseSource(nameof(Cases))]
    public void Takes_what_slack_takes_and_refuses_one_more(int max, Action<int> build)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => build(max), Throws.Nothing);
            Assert.That(() => build(max + 1), Throws.InstanceOf<ArgumentException>());
        }
    }

    [Test]
    public void Knows_the_limits_slack_publishes()
    {
        var published = SlackVectors.Read("limits.json");

        using (Assert.EnterMultipleScope())
        {
            foreach (var (max, where, _) in Limits)
            {
                var path = where.Split('/');
                Assert.That(max, Is.EqualTo(published.GetProperty(path[0]).GetProperty(path[1]).GetInt32()), where);
            }
        }
    }

    [Test]
    public void A_view_is_bounded_as_a_whole()
    {
        var blocks = Many(90, i => new SectionBlock(new PlainText(new string('é', 1500))));

        Assert.That(() => new HomeViewDefinition(blocks), Throws.ArgumentException.With.Message.Contains("250000 bytes"));
    }

    [Test]
    public void The_text_of_all_blocks_is_bounded()
    {
        var blocks = Many(4, i => new SectionBlock(new PlainText(Text(3000))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new Message("x", blocks), Throws.Nothing);
            Assert.That(() => new Message("x", [.. blocks, new HeaderBlock("x")]), Throws.ArgumentException);
        }
    }

    [Test]
    public void Ids_are_unique_where_slack_wants_it()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new Message("x", [new DividerBlock("a"), new DividerBlock("a")]), Throws.ArgumentException);
            Assert.That(() => new HomeViewDefinition([new DividerBlock("a"), new DividerBlock("a")]), Throws.ArgumentException);
            Assert.That(() => new ActionsBlock([new Button("x", "a"), new Button("y", "a")]), Throws.ArgumentException);
            Assert.That(() => new OverflowMenu("a", [new Option("x", "v"), new Option("y", "v")]), Throws.ArgumentException);
        }
    }

    [Test]
    public void An_initial_option_equals_one_of_the_options()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new StaticSelectMenu("a", Two, new Option("A", "a")), Throws.Nothing);
            Assert.That(() => new StaticSelectMenu("a", Two, new Option("A!", "a")), Throws.ArgumentException);
            Assert.That(() => new StaticMultiSelectMenu("a", Two, [new Option("C", "c")]), Throws.ArgumentException);
            Assert.That(() => new CheckboxGroup("a", Two, [new Option("C", "c")]), Throws.ArgumentException);
            Assert.That(() => new RadioButtonGroup("a", Two, new Option("C", "c")), Throws.ArgumentException);
        }
    }

    [Test]
    public void Nothing_required_is_empty()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new Message(""), Throws.ArgumentException);
            Assert.That(() => new Markdown(""), Throws.ArgumentException);
            Assert.That(() => new SectionBlock(null), Throws.ArgumentException);
            Assert.That(() => new ContextBlock([]), Throws.ArgumentException);
            Assert.That(() => new ModalViewDefinition("x", [new InputBlock("x", new PlainTextInput("a"))]), Throws.ArgumentException);
            Assert.That(() => new PlainTextInput("a", minLength: 5, maxLength: 4), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => new PlainTextInput("a", initialValue: "12345", maxLength: 4), Throws.ArgumentException);
            Assert.That(() => new DateTimePicker("a", DateTimeOffset.UnixEpoch), Throws.InstanceOf<ArgumentException>());
        }
    }

    private static string Text(int length) => new('x', length);

    private static T[] Many<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];
}
