using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentBot.Wording.Exchange;

/// <summary>The response to other tools: <c>{"id","findings":[{"rule","level","span":[from,to],"reason","suggestion"}]}</c>.</summary>
public static class CheckAnswer
{
    private static readonly AnswerContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The findings of a post as one line of JSON. A span counts UTF-16 units; its end is exclusive.</summary>
    public static string Of(JsonElement? id, IReadOnlyList<Finding> findings) =>
        JsonSerializer.Serialize(new Answer(id, [.. findings.Select(Row)]), Context.Answer);

    /// <summary>The reason why a post is invalid, as one line of JSON.</summary>
    /// <param name="id">The post's id, when it could be read.</param>
    /// <param name="line">The line number, from 1; null when the input is a single post.</param>
    /// <param name="problem">The problem as a sentence.</param>
    public static string OfProblem(JsonElement? id, long? line, string problem) => line is { } number
        ? JsonSerializer.Serialize(new LineProblem(id, number, FormattableString.Invariant($"Line {number} cannot be read: {problem}")), Context.LineProblem)
        : JsonSerializer.Serialize(new Problem(id, $"The request cannot be read: {problem}"), Context.Problem);

    private static FindingRow Row(Finding finding) =>
        new(finding.RuleId, finding.Level.Letter(), [finding.Start, finding.End], finding.Reason, finding.Suggestion);

    internal sealed record FindingRow(string Rule, string Level, int[] Span, string Reason, string? Suggestion);

    internal sealed record Answer(JsonElement? Id, IReadOnlyList<FindingRow> Findings);

    internal sealed record LineProblem(JsonElement? Id, long Line, string Error);

    internal sealed record Problem(JsonElement? Id, string Error);
}

[JsonSerializable(typeof(CheckAnswer.Answer))]
[JsonSerializable(typeof(CheckAnswer.LineProblem))]
[JsonSerializable(typeof(CheckAnswer.Problem))]
internal sealed partial class AnswerContext : JsonSerializerContext;
