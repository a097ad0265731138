using System.Text.Json;
using IncidentBot.Operations;
using IncidentBot.Wording;
using NUnit.Framework;

namespace IncidentBot.Tests.Operations;

internal sealed class CheckCommandTests
{
    [Test]
    public async Task Each_line_is_answered_in_its_order()
    {
        var (code, answers) = await RunAsync(
            """
            {"id":"a","kind":"incident","state":"monitoring","text":"It is resolved.","previous":[{"state":"investigating","text":"Sign-in fails.","at":"2026-03-02T13:00:00Z"}],"display_at":"2026-03-02T14:00:00Z"}

            {"id":"b","kind":"maintenance","state":"in_progress","text":"Step 2 of 3 is done."}
            {"id":"c","kind":"postmortem","state":"postmortem","text":"Sign-in failed from 13:00 to 14:00 UTC."}
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Zero);
            Assert.That(answers.Select(answer => answer.GetProperty("id").GetString()), Is.EqualTo(["a", "b", "c"]));
            Assert.That(Rules(answers[0]), Does.Contain("STATE-RESOLVED-EARLY").And.Contain("NEXT-MISSING"));
            Assert.That(Rules(answers[1]).Concat(Rules(answers[2])), Is.Empty);
        }
    }

    [Test]
    public async Task A_line_that_cannot_be_read_says_so_and_stops_nothing()
    {
        var (code, answers) = await RunAsync(
            """
            {"id":"a","state":"monitoring","text":"It works."
            {"id":"b","state":"monitoring"}
            {"id":"c","state":"identified","text":"Sign-in fails.","display_at":"at noon"}
            {"id":"d","state":"update","text":"Sign-in fails.","previous":[{"state":"identified","text":"x"}]}
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(answers[0].GetProperty("error").GetString(), Does.StartWith("Line 1 cannot be read: it is not JSON"));
            Assert.That(answers[0].GetProperty("id").GetString(), Is.EqualTo("a"));
            Assert.That(answers[1].GetProperty("error").GetString(), Does.StartWith("Line 2 cannot be read: \"text\" is missing"));
            Assert.That(answers[1].GetProperty("id").GetString(), Is.EqualTo("b"));
            Assert.That(answers[2].GetProperty("error").GetString(), Does.Contain("2026-03-02T14:30:00Z"));
            Assert.That(answers[3].GetProperty("findings").GetArrayLength(), Is.GreaterThan(0));
        }
    }

    [Test]
    public async Task A_line_without_end_is_passed_over()
    {
        var (code, answers) = await RunAsync("{\"id\":7,\"text\":\"" + new string('x', 3 * 1024 * 1024) + "\"}\n" + """{"id":"b","state":"monitoring","text":"It is resolved."}""");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(answers[0].GetProperty("error").GetString(), Does.Contain("longer than"));
            Assert.That(answers[0].GetProperty("id").GetInt32(), Is.EqualTo(7));
            Assert.That(answers[1].GetProperty("id").GetString(), Is.EqualTo("b"));
        }
    }

    [Test]
    public async Task Every_line_gets_one_answer_however_its_file_was_written()
    {
        string[] lines =
        [
            "\ufeff{\"id\":\"bom\",\"state\":\"monitoring\",\"text\":\"It is resolved.\"}\r", "   \r", "{\"id\":1.50,\"state\":\"In Progress\",\"kind\":\"maintenance\",\"text\":\"Step 2 of 3 is done.\"}",
            "\ufeff{\"id\":\"joined\",\"state\":\"monitoring\",\"text\":\"😀 It is resolved.\",\"display_at\":\"2026-03-02T19:30:00+05:30\"}", "{\"id\":\"kind\",\"kind\":\"party\",\"state\":\"monitoring\",\"text\":\"x\"}", "{\"id\":\"state\",\"state\":\"asleep\",\"text\":\"x\"}",
            "{\"id\":\"none\",\"text\":\"x\"}", "[1]", "null", "{\"id\":\"half\",\"state\":\"monitoring\",\"text\":\"\\ud83d\"}", "{\"id\":{},\"state\":\"monitoring\",\"text\":\"It works.\",\"more\":true}", "{\"id\":\"last\",\"kind\":\"proactive\",\"text\":\"\",\"previous\":null}",
        ];

        var (code, answers) = await RunAsync(string.Join('\n', lines));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(answers.Select(answer => answer.GetProperty("id").ToString()), Is.EqualTo(["bom", "1.50", "joined", "kind", "state", "none", "", "", "half", "", "last"]));
            Assert.That(answers.Select(answer => answer.TryGetProperty("error", out _)), Is.EqualTo([false, false, false, true, true, true, true, true, true, false, false]));
            Assert.That(Span(answers[2], "STATE-RESOLVED-EARLY"), Is.EqualTo([9, 17]), "a smile takes two UTF-16 units");
        }
    }

    [TestCase("Sign-in fails since 2pm.", 1)]
    [TestCase("We know of a problem: sign-in fails with error 500 in the EU. We are investigating. Sorry for the trouble. Next update by 14:30 UTC. Questions: help@example.com.", 0)]
    public async Task One_text_ends_with_whether_it_can_go_out(string text, int code)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "update.txt");
        await File.WriteAllTextAsync(file, text);

        Assert.That(await CheckCommand.RunAsync([file, "--state", "investigating"]), Is.EqualTo(code));
    }

    [TestCase("""{"product":"Acme","support":"support@example.com","components":["API"],"regions":["EU"],"cadence_minutes":30,"ceiling_minutes":60}""", 0)]
    [TestCase("""{"components":"API"}""", 1)]
    [TestCase("""{"cadence_minutes":-5}""", 1)]
    [TestCase("{", 1)]
    public async Task The_context_comes_from_a_file(string context, int code)
    {
        using var folder = new TemporaryFolder();
        var (contextFile, lines) = (Path.Combine(folder.Path, "context.json"), Path.Combine(folder.Path, "posts.jsonl"));
        await File.WriteAllTextAsync(contextFile, context);
        await File.WriteAllTextAsync(lines, """{"id":"b","state":"monitoring","text":"It works."}""");

        Assert.That(await CheckCommand.RunAsync(["--jsonl", "--context", contextFile, lines]), Is.EqualTo(code));
    }

    private static int[] Span(JsonElement answer, string rule) =>
        [.. answer.GetProperty("findings").EnumerateArray().Single(row => row.GetProperty("rule").GetString() == rule).GetProperty("span").EnumerateArray().Select(edge => edge.GetInt32())];

    private static IEnumerable<string?> Rules(JsonElement answer) => answer.GetProperty("findings").EnumerateArray().Select(row => row.GetProperty("rule").GetString());

    private static async Task<(int Code, List<JsonElement> Answers)> RunAsync(string lines)
    {
        using var input = new StringReader(lines);
        await using var output = new StringWriter();
        var code = await CheckCommand.LinesAsync(input, WordingChecker.Plain, output);
        return (code, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))]);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("check").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
