using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd;

/// <summary>Hostile text appears as plain text, for every input and in every output. Ada makes all the requests; Grace and Linus are decoys.</summary>
internal sealed partial class HostileWordsTests
{
    private static readonly string[] KnownElements =
    [
        "html", "head", "meta", "title", "link", "body", "header", "main", "footer", "section", "article", "h1", "h2", "h3", "p", "a", "ol", "ul", "li",
        "time", "span", "strong", "div", "svg", "circle", "path", "rect", "nav", "script", "form", "label", "textarea", "input", "button",
    ];

    private static readonly string[] MustNotFormat = ["*bolddecoy*", "_italdecoy_", "~strikedecoy~", "`codedecoy`", "```fencedecoy"];

    private static IEnumerable<TestCaseData> Hostile =>
    [
        Case("three thousand characters", string.Concat(Enumerable.Repeat("kernel panic ", 230)).TrimEnd()),
        Case("one endless word", "kernel" + new string('x', 2900)),
        Case("only emoji", "🔥💥👩‍👩‍👧🏳️‍🌈"),
        Case("right to left", "kernel שלום \u202Eesrever\u202C and \u2066isolated\u2069 مرحبا"),
        Case("mentions", "kernel <!channel> <!here> <!everyone> <@U0GRACE01> <@U0LINUS01|x> <!subteam^S0SUPPORT> <#C0DECOY01|x>"),
        Case("bare mentions", "kernel (@channel) @here, @everyone! @grace @support #general"),
        Case("links", "kernel <https://evil.example|click> [a](https://evil.example) javascript:alert(1) <javascript:alert(1)|x> <mailto:evil@evil.example|x>"),
        Case("entities", "kernel &<>\"' &amp; &lt;b&gt; &#60; &amp;lt;!channel&amp;gt;"),
        Case("marks", "kernel *bolddecoy* _italdecoy_ ~strikedecoy~ `codedecoy` ```fencedecoy``` >quote"),
        Case("markup", "kernel <script>alert(1)</script><img src=x onerror=alert(1)><b>b</b></p></main><svg/onload=alert(1)>"),
        Case("SQL", "kernel'); drop table incident; -- \" ; select 1 where '1'='1"),
        Case("lines", "kernel\n> quoted\n\n• point\r\n```\nfencedecoy"),
        Case("heaped marks", "kernel z" + string.Concat(Enumerable.Repeat("\u0301\u0321\u0337", 300)) + " end"),
        Case("templates", "kernel @Model {{7*7}} ${jndi:ldap://x} %s {0} {Title} {@Object}"),
        Case("dates and emoji names", "kernel :fire: <!date^1392734382^{date}|x> <!date^1^x^https://evil.example|x>"),
        Case("JSON", "kernel \",\"blocks\":[{\"type\":\"mrkdwn\"}],\"x\":\"\\u003c!channel\\u003e"),
        Case("what looks like a command", "kernel: help confirm nopage INC-1 #2 me /incident close yes: no"),
    ];

    [TestCaseSource(nameof(Hostile))]
    public async Task Hostile_text_appears_as_plain_text(string words)
    {
        await using var world = await World.StartAsync();
        var log = HeardLog.Of(world);
        var title = words.ReplaceLineEndings(" ");
        var sign = TextFit.Cut(VisibleText.Clean(words).Split([' ', '\n'], 2)[0], 40).TrimEnd('…');

        var room = await world.DeclareByFormAsync(
            world.Ada, title, ("description", words), ("reporter", TextFit.Cut(title, 200)), ("nopage", TextFit.Cut(title, 200)), ("impact", "yes"), ("severity", "Major"));
        Assert.That(SlackReads.Plain(room.Headline.Everything), Does.Contain(sign));
        await room.UntilHeadlineSaysAsync("paging skipped");
        Assert.That(SlackReads.In(room.Headline).Select(SlackReads.Plain), Has.Some.Contains(Start(words)), "the description in the headline");

        await room.RunAsync(world.Ada, $"update {words}");
        await UntilSomethingSaysAsync(world, room, "*Update* by", sign);
        await room.RunAsync(world.Ada, $"note {words}");
        await room.RunAsync(world.Ada, $"rename renamed {words}");
        await world.UntilAsync(() => SlackReads.Plain(room.Channel.Topic).Contains($"renamed {sign}"[..12], StringComparison.Ordinal), "the topic");
        await room.RunAsync(world.Ada, "update");
        await world.UntilFormAsync(world.Ada, "What is known now");
        Assert.That((await world.Ada.SubmitAsync([("text", words), ("phase", "identified")])).Outcome, Is.EqualTo(SubmitOutcome.Cleared));
        await room.UntilHeadlineSaysAsync("identified");
        var said = await world.Ada.SayAsync(room.Id, words);
        await world.Ada.PinAsync(room.Id, said.Ts);
        var reacted = await world.Ada.SayAsync(room.Id, words);
        await world.Ada.ReactAsync(room.Id, reacted.Ts, "pushpin");
        var shortcut = await world.Ada.SayAsync(room.Id, words);
        Assert.That((await world.Ada.MessageShortcutAsync("incident_timeline_add", room.Id, shortcut.Ts)).Ok);

        // Braces are blanks of the templates, and a text with a blank is not published.
        var published = words.Replace('{', '(').Replace('}', ')');
        var preview = await PublishAsync(world, room, published, title);
        Assert.That(SlackReads.All(world).Where(text => text.StartsWith('*')).Select(SlackReads.Plain), Has.Some.Contains(sign), "the preview's title");
        Assert.That(preview, Is.EqualTo(SubmitOutcome.Cleared));
        await room.UntilSaidAsync("Customers were told");
        await ShowsAsTextAsync(world, title, published);

        await room.RunAsync(world.Ada, $"resolve confirm {words}");
        await UntilSomethingSaysAsync(world, room, "*Resolved* by", sign);
        await room.RunAsync(world.Ada, $"reopen {words}");
        await UntilSomethingSaysAsync(world, room, "*Reopened* by", sign);
        await room.RunAsync(world.Ada, $"false-positive {words}");
        await UntilSomethingSaysAsync(world, room, "*False alarm*", sign);
        await world.UntilAsync(() => world.Workspace.Ephemerals(world.Ada.Id).Any(message => message.Text == "It is in the timeline now."), "the shortcut's answer");

        var timeline = await room.RunAsync(world.Ada, "timeline");
        await room.RunAsync(world.Ada, "recap");
        var before = world.RoomNames();
        await world.Ada.CommandAsync("/incident", $"declare {words}", World.General);
        var second = await world.RoomAfterAsync(before);
        await world.Ada.CommandAsync("/incident", "list", World.General);
        await world.Ada.CommandAsync("/incident", words, World.General);
        await world.Ada.OpenHomeAsync();
        await world.UntilAsync(() => world.Workspace.Home(world.Ada.Id) is not null, "Ada's Home");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Plain(timeline), Does.Contain("noted: ").And.Contain("ended it as a false alarm"));
            Assert.That(SlackReads.In(second.Headline).Select(SlackReads.Plain), Has.Some.Matches<string>(text => text!.Contains(sign.TrimEnd(':')[..5], StringComparison.Ordinal)));
            Assert.That(world.Workspace.Channels.Where(channel => channel.DirectWith is null).Select(channel => channel.Name), Has.All.Match("^[a-z0-9][a-z0-9_-]{0,79}$"));
            Assert.That(world.Slack.Calls.Where(call => !call.Ok && call.Error != "user_not_in_channel").Select(call => $"{call.Method}: {call.Error}"), Is.Empty);
            Assert.That(log.Errors, Is.Empty);
            Assert.That(log.Everything, Does.Not.Contain("kernel").And.Not.Contain("🔥"));
            foreach (var text in SlackReads.All(world))
            {
                Assert.That(SlackReads.Tokens(text).Where(token => !IsOurs(world, token)), Is.Empty, text);
                Assert.That(BareBroadcast().IsMatch(text), Is.False, text);
                Assert.That(MustNotFormat.Where(mark => text.Contains(mark, StringComparison.Ordinal)), Is.Empty, text);
            }
        }
    }

    [TestCase("\u200B\u200D\u2060\uFEFF")]
    [TestCase("\u3164\u115F \u00A0")]
    [TestCase("\u202E\u202C")]
    [TestCase("\u0301")]
    public async Task Invisible_text_is_refused(string invisible)
    {
        await using var world = await World.StartAsync();
        var room = await world.DeclareAsync("critical: visible");

        await world.Grace.CommandAsync("/incident", "", World.General);
        await world.UntilFormAsync(world.Grace, "What is broken?");
        var declared = await world.Grace.SubmitAsync([("title", invisible)]);
        var typed = await world.Grace.CommandAsync("/incident", $"declare critical: {invisible}", World.General);
        var noted = await room.RunAsync(world.Grace, $"note {invisible}");
        var renamed = await room.RunAsync(world.Grace, $"rename {invisible}");
        await room.RunAsync(world.Ada, "update");
        await world.UntilFormAsync(world.Ada, "What is known now");
        var updated = await world.Ada.SubmitAsync([("text", invisible)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(declared.Errors["title"], Does.Contain("needs words that people can read"));
            Assert.That(typed.Text, Does.Contain("The title needs words").Or.Contain("Give it a title"));
            Assert.That(noted, Does.Contain("no words that people can read").Or.Contain("What should the timeline say?"));
            Assert.That(renamed, Does.Contain("The title needs words").Or.Contain("What should it be called?"));
            Assert.That(updated.Errors["text"], Does.Contain("no words that people can read"));
            Assert.That(world.RoomNames(), Has.Count.EqualTo(1));
        }
    }

    private static async Task<SubmitOutcome> PublishAsync(World world, Room room, string words, string title)
    {
        await room.RunAsync(world.Ada, "statuspage");
        await world.UntilFormAsync(world.Ada, "What customers read");
        var text = TextFit.Cut($"Sign-in fails for all customers. We are working on it; please try again in a few minutes. {words}", 2500);
        var preview = await world.Ada.SubmitAsync([("text", text), ("title", TextFit.Cut(title, 200)), ("state", "identified"), ("overrule", "a test of what it shows")]);
        Assert.That(preview.Outcome, Is.EqualTo(SubmitOutcome.Pushed), string.Join(';', preview.Errors) + preview.Failure);
        return (await world.Ada.SubmitAsync([])).Outcome;
    }

    private static async Task ShowsAsTextAsync(World world, string title, string words)
    {
        var shown = Squeezed(Start(title));
        foreach (var address in new[] { "/status", "/status/incidents/1" })
        {
            var page = await new HtmlParser().ParseDocumentAsync(await world.Http.GetStringAsync(address));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(page.All.Select(element => element.LocalName).Except(KnownElements), Is.Empty, address);
                Assert.That(page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)), Is.Empty, address);
                Assert.That(page.QuerySelectorAll("script").Select(script => (script.GetAttribute("src")?.Split('?')[0], script.TextContent)), Is.EqualTo(new[] { ("/status.js", "") }), address);
                Assert.That(page.QuerySelectorAll("a, link").Select(link => link.GetAttribute("href")).Where(href => href is null || !Href().IsMatch(href)), Is.Empty, address);
                Assert.That(Squeezed(page.QuerySelector("main")!.TextContent), Does.Contain(shown).And.Contain(Squeezed(Start(words))), address);
            }
        }

        using var json = JsonDocument.Parse(await world.Http.GetStringAsync("/api/v2/summary.json"));
        var incident = json.RootElement.GetProperty("incidents")[0];
        Assert.That(Squeezed(incident.GetProperty("name").GetString()!), Does.StartWith(shown));
        Assert.That(Squeezed(incident.GetProperty("incident_updates")[0].GetProperty("body").GetString()!), Does.Contain(Squeezed(Start(words))));
    }

    private static bool IsOurs(World world, string token) =>
        token == $"@{world.Ada.Id}"
        || token == $"!subteam^{World.OnCallGroup}"
        || token.StartsWith("https://status.example.com/status|status page", StringComparison.Ordinal)
        || Permalink().IsMatch(token)
        || Date().IsMatch(token)
        || (token.StartsWith('#') && world.RoomNames().Contains(token[1..]));

    private static Task UntilSomethingSaysAsync(World world, Room room, string what, string sign) => world.UntilAsync(
        () => room.Messages.Any(message => message.Text.Contains(what, StringComparison.Ordinal) && SlackReads.Plain(message.Text).Contains(sign[..Math.Min(6, sign.Length)], StringComparison.Ordinal)),
        $"{what} … {sign[..Math.Min(6, sign.Length)]}");

    // A part that is visible wherever a few words fit.
    private static string Start(string words) => TextFit.Cut(VisibleText.Clean(words), 120).TrimEnd('…').Trim();

    private static string Squeezed(string text) => Spaces().Replace(VisibleText.Clean(text), " ").Trim();

    private static string Plain(string answer) => SlackReads.Plain(answer);

    private static TestCaseData Case(string name, string words) => new TestCaseData(words).SetArgDisplayNames(name);

    [GeneratedRegex(@"@(channel|here|everyone)\b")]
    private static partial Regex BareBroadcast();

    [GeneratedRegex(@"^(/|#main$|mailto:support@example\.com$|https://status\.example\.com)")]
    private static partial Regex Href();

    [GeneratedRegex(@"^https://[a-z.]+/archives/C[0-9A-F]+/p\d+\|message$")]
    private static partial Regex Permalink();

    [GeneratedRegex(@"^!date\^\d+\^(\{time\}|\{date_short_pretty\} \{time\})\|[0-9: UTC-]+$")]
    private static partial Regex Date();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
