using FsCheck;
using FsCheck.Fluent;
using IncidentBot.Core.Incidents;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Messages;
using IncidentBot.Tests.Slack;
using NodaTime;
using NUnit.Framework;

namespace IncidentBot.Tests.SlackEdge;

internal sealed class CommandParserTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 12, 0);

    private static IEnumerable<TestCaseData> Grammar()
    {
        yield return Reads("", new ParsedCommand.OpenDeclareForm(""));
        yield return Reads("checkout is down", new ParsedCommand.OpenDeclareForm("checkout is down"));
        yield return Reads("database down", new ParsedCommand.OpenDeclareForm("database down"));
        yield return Reads("<@U1|ada> cannot sign in", new ParsedCommand.OpenDeclareForm("@ada cannot sign in"));
        yield return Reads("help", new ParsedCommand.Help(null));
        yield return Reads("HELP update", new ParsedCommand.Help(CommandCatalog.Update));
        yield return Reads("help udpate", new ParsedCommand.Help(CommandCatalog.Update));
        yield return Reads("help elephants", new ParsedCommand.Help(null));
        yield return Reads("snooze help", new ParsedCommand.Help(CommandCatalog.Snooze));
        yield return Reads("note help is on the way", new ParsedCommand.Note("help is on the way"));
        yield return Reads("declare critical: API is down", Declared("critical", "API is down", "critical: API is down"));
        yield return Reads("declare API is down", Declared(null, "API is down", "API is down"));
        yield return Reads("declare sign-in fails: 500 everywhere", Declared(null, "sign-in fails: 500 everywhere", "sign-in fails: 500 everywhere"));
        yield return Reads("declare <https://x.example/a> is down", Declared(null, "https://x.example/a is down", "https://x.example/a is down"));
        yield return Reads("declare a &lt;b&gt; &amp;amp; c", Declared(null, "a <b> &amp; c", "a <b> &amp; c"));
        yield return Reads("declare major: slow nopage: known since Monday", Declared("major", "slow", "major: slow") with { DoNotPageBecause = "known since Monday" });
        yield return Reads("lead", new ParsedCommand.Lead(new PersonRef.Me()));
        yield return Reads("lead Me", new ParsedCommand.Lead(new PersonRef.Me()));
        yield return Reads("lead <@U0ADA0001|ada>", new ParsedCommand.Lead(new PersonRef.Mentioned("U0ADA0001")));
        yield return Reads("lead INC-42 <@U0ADA0001>", new ParsedCommand.Lead(new PersonRef.Mentioned("U0ADA0001")) { Target = Number(42) });
        yield return Reads("messenger <#C0ROOM001|inc-7-x> me", new ParsedCommand.Messenger(new PersonRef.Me()) { Target = new IncidentRef.ByRoom("C0ROOM001") });
        yield return Reads("update", new ParsedCommand.Update("", null, null, null));
        yield return Reads(
            "update rolled back phase:monitoring next:20m severity:major all is well",
            new ParsedCommand.Update("rolled back all is well", Phase.Monitoring, "major", Noon + Duration.FromMinutes(20)));
        yield return Reads("update #7 ratio is 1:2 at 14:30", new ParsedCommand.Update("ratio is 1:2 at 14:30", null, null, null) { Target = Number(7) });
        yield return Reads("update next:14:30", new ParsedCommand.Update("", null, null, Instant.FromUtc(2026, 3, 2, 14, 30)));
        yield return Reads("update 7 hosts are gone", new ParsedCommand.Update("7 hosts are gone", null, null, null));
        yield return Reads("statuspage", new ParsedCommand.Statuspage(""));
        yield return Reads("publish We are on it.", new ParsedCommand.Statuspage("We are on it."));
        yield return Reads("recap inc-42-api-down", new ParsedCommand.Recap { Target = Number(42) });
        yield return Reads("sev critical", new ParsedCommand.ChangeSeverity("critical"));
        yield return Reads("rename a\n b", new ParsedCommand.Rename("a\nb"));
        yield return Reads("impact YES", new ParsedCommand.Impact(true));
        yield return Reads("impact none", new ParsedCommand.Impact(false));
        yield return Reads("snooze 15", new ParsedCommand.Snooze(Duration.FromMinutes(15), null));
        yield return Reads("snooze 1h 30m customers", new ParsedCommand.Snooze(Duration.FromMinutes(90), Audience.Public));
        yield return Reads("next 20m room", new ParsedCommand.Next(Noon + Duration.FromMinutes(20), Audience.Internal));
        yield return Reads("resolve", new ParsedCommand.Resolve(false, ""));
        yield return Reads("resolve confirm rolled back", new ParsedCommand.Resolve(true, "rolled back"));
        yield return Reads("resolve confirmed by Ada", new ParsedCommand.Resolve(false, "confirmed by Ada"));
        yield return Reads("close", new ParsedCommand.Close());
        yield return Reads("reopen INC-3 it is back", new ParsedCommand.Reopen("it is back") { Target = Number(3) });
        yield return Reads("dismiss a load test", new ParsedCommand.FalsePositive("a load test"));
        yield return Reads("merge <#C0ROOM001|>", new ParsedCommand.Merge(new IncidentRef.ByRoom("C0ROOM001")));
        yield return Reads("merge #3 #4", new ParsedCommand.Merge(Number(4)) { Target = Number(3) });
        yield return Reads("accept", new ParsedCommand.Accept());
        yield return Reads("ls", new ParsedCommand.List());
        yield return Reads("timeline", new ParsedCommand.Timeline());
        yield return Reads("note <!channel> <@U1|ada> &amp; <!subteam^S1|@oncall> went <https://x.example|home>", new ParsedCommand.Note("@channel @ada & @oncall went home (https://x.example)"));
        yield return Reads("udpate all is well", new ParsedCommand.Mistyped("udpate", CommandCatalog.Update));
        yield return Reads("statuspge", new ParsedCommand.Mistyped("statuspge", CommandCatalog.Statuspage));
        yield return Reads("Resolv", new ParsedCommand.Mistyped("Resolv", CommandCatalog.Resolve));
        yield return Reads("recpa", new ParsedCommand.Mistyped("recpa", CommandCatalog.Recap));
    }

    [TestCaseSource(nameof(Grammar))]
    public void Reads_what_people_type(string typed, object expected) => Assert.That(Parse(typed), Is.EqualTo(expected));

    [TestCase("declare critical:")]
    [TestCase("declare critical:")]
    [TestCase("declare major: slow nopage:")]
    [TestCase("lead ada")]
    [TestCase("lead <@U1> <@U2>")]
    [TestCase("lead <!subteam^S1|@oncall>")]
    [TestCase("lead <!channel>")]
    [TestCase("update phase:gone")]
    [TestCase("update next:soon")]
    [TestCase("severity")]
    [TestCase("rename")]
    [TestCase("note INC-3")]
    [TestCase("impact perhaps")]
    [TestCase("snooze")]
    [TestCase("snooze for a while")]
    [TestCase("next")]
    [TestCase("next 20")]
    [TestCase("merge")]
    [TestCase("merge database")]
    [TestCase("close it")]
    [TestCase("accept this")]
    [TestCase("recap please")]
    public void Explains_a_command_whose_words_do_not_fit(string typed)
    {
        var parsed = Parse(typed);

        Assert.That(parsed, Is.TypeOf<ParsedCommand.Misused>());
        Assert.That(((ParsedCommand.Misused)parsed).Command.Name, Is.EqualTo(typed.Split(' ')[0]));
    }

    [Test]
    public void Every_command_of_the_catalog_is_read_under_each_of_its_names()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var command in CommandCatalog.All)
            {
                foreach (var name in command.OtherNames.Prepend(command.Name))
                {
                    Assert.That(() => Parse(name), Throws.Nothing, name);
                    Assert.That(Parse($"help {name}"), Is.EqualTo(new ParsedCommand.Help(command)), name);
                    Assert.That(CommandCatalog.Nearest(name), Is.SameAs(name.Length < 3 ? null : command), name);
                }

                Assert.That(command.Examples, Is.Not.Empty, command.Name);
                foreach (var example in command.Examples)
                    Assert.That(Parse(example["/incident ".Length..].Replace("@ada", "<@U1|ada>", StringComparison.Ordinal).Replace("@grace", "<@U2|grace>", StringComparison.Ordinal).Replace("#inc-7-database-down", "<#C1|inc-7-database-down>", StringComparison.Ordinal)), Is.Not.TypeOf<ParsedCommand.Misused>().And.Not.TypeOf<ParsedCommand.Mistyped>().And.Not.TypeOf<ParsedCommand.OpenDeclareForm>(), example);
            }
        }
    }

    [Test]
    public void Names_of_commands_never_collide() =>
        Assert.That(CommandCatalog.All.SelectMany(command => command.OtherNames.Append(command.Name)), Is.Unique);

    [Test]
    public void Whatever_is_typed_gets_an_answer() => Prop.ForAll(Typed, typed =>
    {
        var parsed = Parse(typed);
        return (parsed switch
        {
            ParsedCommand.Misused misused => HelpMessages.Misused("/incident", misused.Command, misused.Problem),
            ParsedCommand.Mistyped mistyped => HelpMessages.DidYouMean("/incident", mistyped.Word, mistyped.Nearest),
            ParsedCommand.Help { Topic: { } topic } => HelpMessages.One("/incident", topic),
            ParsedCommand.Help => HelpMessages.All("/incident", AnyIncident.Policy, AnyIncident.Settings),
            _ => null,
        })?.Text.Length is null or > 0;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Arbitrary<string> Typed { get; } =
        (from command in Gen.Elements<string>(["", .. CommandCatalog.All.SelectMany(command => command.OtherNames.Append(command.Name)), "udpate", "help update"])
         from target in Gen.Elements("", " ", " INC-3 ", " #7 ", " <#C1|x> ", " <@U1|ada> ", " confirm ", " next:20m phase:x ", " nopage: ", " critical: ", " 15m public ")
         from words in HostileText.Any.Generator
         select command + target + words).ToArbitrary();

    private static ParsedCommand.Declare Declared(string? severity, string title, string whole) => new(severity, title, null) { WholeTitle = whole };

    private static IncidentRef.ByNumber Number(long number) => new(new IncidentId(number));

    private static ParsedCommand Parse(string typed) => CommandParser.Parse(typed, Noon, DateTimeZone.Utc);

    private static TestCaseData Reads(string typed, ParsedCommand expected) => new TestCaseData(typed, expected).SetArgDisplayNames(typed.Length == 0 ? "nothing" : typed);
}
