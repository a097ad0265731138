using System.Text;
using IncidentBot.Configuration;
using IncidentBot.Wording;
using IncidentBot.Wording.Exchange;
using NodaTime;

namespace IncidentBot.Operations;

/// <summary>
/// <c>check FILE</c> tells what is wrong with one text; <c>check --jsonl</c> reads a post a line and answers a line, for other tools and for
/// measuring the rules on a corpus. Neither touches the database.
/// </summary>
internal static class CheckCommand
{
    private const string Usage = "Say \"check FILE [--kind KIND] [--state STATE] [--context FILE]\" or \"check --jsonl [--context FILE] [FILE]\".";

    /// <param name="args">What follows the word <c>check</c>.</param>
    /// <returns>0; 1 when a text must not go out as it is, or a file or line could not be read; 2 when it did not understand.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (!TryRead(args, out var asked))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var exit = 0;
        var failed = await OperatorException.ReportAsync(async () =>
        {
            var checker = CheckerFor(asked);
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
            exit = asked.IsLines ? await LinesAsync(asked, checker, output) : await TextAsync(asked, checker, output);
        });
        return failed != 0 ? failed : exit;
    }

    /// <summary>Answers each line of the input; a line that cannot be read gets an answer that says so, and the next one is read.</summary>
    /// <returns>1 when a line could not be read.</returns>
    public static async Task<int> LinesAsync(TextReader input, WordingChecker checker, TextWriter output)
    {
        var exit = 0;
        var lines = new BoundedLines(input);
        while (await lines.ReadAsync() is { } line)
        {
            // Where files were joined, the mark that one began with stands before its first line.
            var text = line.Text.Trim().TrimStart('\ufeff');
            if (line.IsTooLong || text.Length > 0)
            {
                var isRead = CheckRequest.TryRead(text, out var request, out var id, out var problem) && !line.IsTooLong;
                if (line.IsTooLong)
                    problem = $"it is longer than {BoundedLines.Longest:N0} characters.";
                exit = isRead ? exit : 1;
                await output.WriteLineAsync(isRead ? CheckAnswer.Of(id, checker.Check(request!.Post)) : CheckAnswer.OfProblem(id, line.Number, problem));
                await output.FlushAsync();
            }
        }

        return exit;
    }

    private static async Task<int> LinesAsync(Asked asked, WordingChecker checker, TextWriter output)
    {
        using var input = asked.File is null or "-"
            ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8)
            : new StreamReader(Open(asked.File), Encoding.UTF8);
        return await LinesAsync(input, checker, output);
    }

    private static async Task<int> TextAsync(Asked asked, WordingChecker checker, TextWriter output)
    {
        using var input = asked.File == "-" ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8) : new StreamReader(Open(asked.File!), Encoding.UTF8);
        // One character more than is allowed is enough to know that it is too long.
        var buffer = new char[BoundedLines.Longest + 1];
        var text = new string(buffer, 0, await input.ReadBlockAsync(buffer));
        var findings = checker.Check(new PublicPost(text.TrimEnd(), asked.State) { Kind = asked.Kind });
        foreach (var finding in findings)
            await output.WriteLineAsync(Line(finding, text));
        await output.WriteLineAsync(findings.Count == 0 ? "Nothing to say." : $"{findings.Count(finding => finding.Level == FindingLevel.Error)} must change, {findings.Count(finding => finding.Level == FindingLevel.Warning)} to check, {findings.Count(finding => finding.Level == FindingLevel.Hint)} ideas.");
        return findings.Any(finding => finding.Level == FindingLevel.Error) ? 1 : 0;
    }

    private static string Line(Finding finding, string text)
    {
        var line = text.AsSpan(0, finding.Start).Count('\n') + 1;
        var column = finding.Start - (text.AsSpan(0, finding.Start).LastIndexOf('\n') + 1) + 1;
        var words = finding.Length < text.TrimEnd().Length ? $"\"{text.Substring(finding.Start, Math.Min(finding.Length, 60)).ReplaceLineEndings(" ")}\": " : "";
        return FormattableString.Invariant($"{line}:{column} {finding.Level.Label()} ({finding.RuleId}): {words}{finding.Reason}{(finding.Suggestion is { } better ? $" {better}" : "")}");
    }

    private static WordingChecker CheckerFor(Asked asked)
    {
        var configuration = Host.CreateApplicationBuilder([.. asked.Keys]).Configuration;
        FileValues.AddTo(configuration);
        var reader = new SettingsReader(configuration);
        var (page, wording) = (StatusPageOptions.Read(reader.Section(StatusPageOptions.Section)), WordingOptions.Read(reader.Section(WordingOptions.Section)));
        if (reader.Problems.Count > 0)
            throw new OperatorException(string.Join('\n', reader.Problems));
        var context = wording.ContextFor(page);
        if (asked.Context is { } file)
        {
            using var input = new StreamReader(Open(file), Encoding.UTF8);
            if (!ContextFile.TryRead(input.ReadToEnd(), out context, out var problem))
                throw new OperatorException($"{file} cannot be used: {problem}");
        }

        return new WordingChecker(context, wording.Rules, DateTimeZoneProviders.Tzdb);
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OperatorException($"{file} cannot be read: {cannot.Message}", cannot);
        }
    }

    private static bool TryRead(IReadOnlyList<string> args, out Asked asked)
    {
        asked = new Asked();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var arg))
        {
            var (name, value) = arg.IndexOf('=') is var mark and > 0 && arg.StartsWith("--", StringComparison.Ordinal) ? (arg[..mark], arg[(mark + 1)..]) : (arg, null);
            switch (name)
            {
                case "--jsonl" when value is null:
                    asked = asked with { IsLines = true };
                    break;
                case "--context" when (value ??= Next(rest)) is not null:
                    asked = asked with { Context = value };
                    break;
                case "--kind" when PostWords.TryParse(value ?? Next(rest), out PostKind kind):
                    asked = asked with { Kind = kind, State = kind == PostKind.Maintenance && asked.State == PostState.Investigating ? PostState.Scheduled : asked.State };
                    break;
                case "--state" when PostWords.TryParse(value ?? Next(rest), null, out PostState state):
                    asked = asked with { State = state };
                    break;
                case ['-', '-', ..] when name.Contains(':', StringComparison.Ordinal) && value is not null:
                    asked.Keys.Add(arg);
                    break;
                case ['-', not '-', ..] or ['-', '-', ..]:
                    return false;
                default:
                    if (asked.File is not null)
                        return false;
                    asked = asked with { File = arg };
                    break;
            }
        }

        return asked.IsLines || asked.File is not null;
    }

    private static string? Next(Queue<string> rest) => rest.TryDequeue(out var next) ? next : null;

    private sealed record Asked
    {
        public bool IsLines { get; init; }

        public string? File { get; init; }

        public string? Context { get; init; }

        public PostKind Kind { get; init; }

        public PostState State { get; init; }

        /// <summary>Keys of the configuration.</summary>
        public List<string> Keys { get; } = [];
    }
}
