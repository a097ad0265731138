using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>A method's refusal with one of Slack's codes. It is thrown anywhere in a method and caught where the response is written.</summary>
internal sealed class RefusedException(string code, params IEnumerable<string> messages) : Exception(code)
{
    public string Code => Message;

    /// <summary>Further members of the response, such as <c>errors</c> of an invitation.</summary>
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
