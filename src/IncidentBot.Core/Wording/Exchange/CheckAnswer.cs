using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentBot.Core.Wording.Exchange;

/// <summary>What other tools are answered: <c>{"id","findings":[{"rule","level","span":[from,to],"reason","suggestion"}]}</c>.</summary>
public static class CheckAnswer
{
    private static readonly AnswerContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The findings of a post in one line. A span counts UTF-16 units; its end is the first unit behind the words.</summary>
    public static string Of(JsonElement? id, IReadOnlyList<Finding> findings) =>
        JsonSerializer.Serialize(new Answer(id, [.. findings.Select(Row)]), Context.Answer);

    /// <summary>Why a post could not be read, in one line.</summary>
    /// <param name="id">The post's name as far as it could be read.</param>
    /// <param name="line">Where it stands, from 1; null when it is not one of several.</param>
    /// <param name="problem">What is wrong, as a sentence.</param>
    public static string OfProblem(JsonElement? id, long? line, string problem) => line is { } number
        ? JsonSerializer.Serialize(new LineProblem(id, number, FormattableString.Invariant($"Line {number} cannot be read: {problem}")), Context.LineProblem)
        : JsonSerializer.Serialize(new Problem(id, $"The request cannot be read: {problem}"), Context.Problem);

    private static FindingRow Row(Finding finding) => new(finding.RuleId, finding.Level.Letter(), [finding.Start, finding.End], finding.Reason, finding.Suggestion);

    internal sealed record FindingRow(string Rule, string Level, int[] Span, string Reason, string? Suggestion);

    internal sealed record Answer(JsonElement? Id, IReadOnlyList<FindingRow> Findings);

    internal sealed record LineProblem(JsonElement? Id, long Line, string Error);

    internal sealed record Problem(JsonElement? Id, string Error);
}

[JsonSerializable(typeof(CheckAnswer.Answer))]
[JsonSerializable(typeof(CheckAnswer.LineProblem))]
[JsonSerializable(typeof(CheckAnswer.Problem))]
internal sealed partial class AnswerContext : JsonSerializerContext;
