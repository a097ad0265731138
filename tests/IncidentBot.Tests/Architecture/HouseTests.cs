using System.Reflection;
using Canary.IncidentBot.Incidents;
using Canary.IncidentBot.Reminders;
using IncidentBot.Configuration;
using IncidentBot.Core.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.Wording;
using NUnit.Framework;

namespace IncidentBot.Tests.Architecture;

/// <summary>Holds the house's rules on the compiled assemblies, and each rule against a canary that breaks it.</summary>
public sealed class HouseTests
{
    private static readonly Assembly Shell = typeof(Settings).Assembly;

    private static readonly IReadOnlyList<TypeMentions> ShellTypes =
        [.. Shell.GetTypes().Where(type => !TypeMentions.IsGenerated(type) && IsOurs(type)).Select(TypeMentions.Of)];

    [Test]
    public void Core_references_the_framework_and_NodaTime_alone()
    {
        var foreign = References(typeof(Incident).Assembly).Where(name => name is not "NodaTime" && !IsBaseLibrary(name));

        Assert.That(foreign, Is.Empty);
    }

    [Test]
    public void The_wording_check_references_Core_and_NodaTime_alone()
    {
        var foreign = References(typeof(WordingChecker).Assembly).Where(name => name is not ("IncidentBot.Core" or "NodaTime") && !IsBaseLibrary(name));

        Assert.That(foreign, Is.Empty);
    }

    [Test]
    public void The_Slack_library_knows_neither_incidents_nor_the_shell()
    {
        var foreign = References(typeof(SlashCommand).Assembly).Where(name => !IsBaseLibrary(name) && !name.StartsWith("Microsoft.", StringComparison.Ordinal) && name is not "Polly.Core");

        Assert.That(foreign, Is.Empty);
    }

    [Test]
    public void A_reference_to_more_would_be_seen()
    {
        var references = References(typeof(HouseTests).Assembly);

        Assert.That(references.Where(name => !IsBaseLibrary(name)), Is.SupersetOf(new[] { "IncidentBot", "IncidentBot.Core", "IncidentBot.Slack", "IncidentBot.Wording", "Dapper" }));
    }

    [Test]
    public void Quartz_is_named_in_Scheduling_only() => Hold(Rules.QuartzOnlyInScheduling, typeof(NamesQuartzInABody));

    [Test]
    public void MailKit_is_named_in_the_mail_folder_only() => Hold(Rules.MailKitOnlyInMail, typeof(NamesMimeKitInASignature));

    [Test]
    public void Slacks_protocol_is_named_at_its_edge_only() => Hold(Rules.SlackOnlyAtItsEdge, typeof(NamesSlackInASignature));

    [Test]
    public void Sql_lives_in_stores_queries_and_storage_only() =>
        Hold(Rules.SqlOnlyInStores, typeof(RunsSqlByTheSession), typeof(RunsSqlByDapper), typeof(HoldsSql));

    [Test]
    public void Arrows_point_down() => Hold(Rules.ArrowsPointDown, typeof(LooksUp), typeof(LooksBeside));

    [Test]
    public void Everything_is_internal() => Hold(Rules.IsInternal, typeof(PublicType));

    [Test]
    public void Everything_is_sealed() => Hold(Rules.IsSealed, typeof(OpenType), typeof(DerivedFromAbroad));

    [Test]
    public void Names_say_what_a_type_is() => Hold(Rules.SaysWhatItIs, typeof(RoomHelper));

    [Test]
    public void What_the_rules_allow_passes_them()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rules.SqlOnlyInStores(TypeMentions.Of(typeof(IncidentQueries))), Is.Null);
            Assert.That(Rules.ArrowsPointDown(TypeMentions.Of(typeof(LooksDown))), Is.Null);
            Assert.That(Rules.IsSealed(TypeMentions.Of(typeof(ClosedHierarchy))), Is.Null);
        }
    }

    [Test]
    public void The_rules_look_at_the_whole_shell()
    {
        var looked = ShellTypes.Select(type => type.Type).ToList();

        Assert.That(looked, Has.Count.GreaterThan(40).And.Contain(typeof(Settings)));
    }

    private static void Hold(Func<TypeMentions, string?> rule, params Type[] canaries)
    {
        var broken = ShellTypes.Select(rule).OfType<string>().ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(broken, Is.Empty);
            foreach (var canary in canaries)
                Assert.That(rule(TypeMentions.Of(canary)), Is.Not.Null, $"The canary {canary} passed.");
        }
    }

    private static bool IsOurs(Type type) =>
        type.Namespace is null or "IncidentBot" || type.Namespace.StartsWith("IncidentBot.", StringComparison.Ordinal);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsBaseLibrary(string name) => name is "System" or "netstandard" or "mscorlib" || name.StartsWith("System.", StringComparison.Ordinal);
}
