using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>A method said no with one of Slack's codes. Thrown deep inside a method and caught in one place, where the answer is written.</summary>
internal sealed class RefusedException(string code, params IEnumerable<string> messages) : Exception(code)
{
    public string Code => Message;

    /// <summary>More fields of the answer, such as <c>errors</c> of an invitation.</summary>
    public JsonObject Details { get; init; } = [];

    public JsonObject Answer()
    {
        var answer = new JsonObject { ["ok"] = false, ["error"] = Code };
        foreach (var (name, value) in Details)
            answer[name] = value?.DeepClone();
        if (messages.Any())
            answer["response_metadata"] = new JsonObject { ["messages"] = Json.Strings(messages) };
        return answer;
    }
}
