using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentBot.Tests.Manifest;

/// <summary>
/// Judges JSON by a schema, for exactly the keywords that the schemas of Slack's manifest use; any other keyword makes it refuse to judge.
/// docs/decisions/0009-own-schema-check.md says why it is here.
/// </summary>
internal sealed class SchemaCheck(JsonObject schema)
{
    // They say something to a reader and nothing to a judge; "requires" and "regex" are slips in Slack's own files.
    private static readonly HashSet<string> Silent =
        ["$schema", "$id", "$comment", "title", "description", "default", "definitions", "format", "_note", "requires", "regex"];

    private readonly List<string> _problems = [];

    /// <summary>What is wrong, each with the place where; empty when nothing is.</summary>
    public static IReadOnlyList<string> Problems(JsonObject schema, JsonNode? json)
    {
        var check = new SchemaCheck(schema);
        check.Judge(schema, json, "");
        return check._problems;
    }

    private void Judge(JsonObject rules, JsonNode? json, string place)
    {
        foreach (var (keyword, rule) in rules)
        {
            if (!Silent.Contains(keyword) && !Holds(keyword, rule!, rules, json, place))
                _problems.Add($"{(place.Length == 0 ? "/" : place)}: {keyword} {rule!.ToJsonString()}");
        }
    }

    private bool Holds(string keyword, JsonNode rule, JsonObject rules, JsonNode? json, string place)
    {
        switch (keyword)
        {
            case "$ref":
                Judge(Resolve(rule.GetValue<string>()), json, place);
                return true;
            case "type":
                return rule is JsonArray types ? types.Any(type => IsA(json, (string)type!)) : IsA(json, (string)rule!);
            case "enum":
                return rule.AsArray().Any(value => JsonNode.DeepEquals(value, json));
            case "anyOf":
                return rule.AsArray().Any(one => Problems(one!.AsObject(), json, place).Count == 0);
            case "properties" or "patternProperties" or "additionalProperties" or "required" or "minProperties" or "maxProperties":
                return json is not JsonObject members || MembersHold(keyword, rule, rules, members, place);
            case "items" or "minItems" or "maxItems" or "uniqueItems":
                return json is not JsonArray list || ItemsHold(keyword, rule, list, place);
            case "minLength" or "maxLength" or "pattern":
                return json is not JsonValue value || !value.TryGetValue<string>(out var text) || TextHolds(keyword, rule, text);
            default:
                throw new NotSupportedException($"The keyword {keyword} is not judged here.");
        }
    }

    private bool MembersHold(string keyword, JsonNode rule, JsonObject rules, JsonObject members, string place)
    {
        switch (keyword)
        {
            case "required":
                return rule.AsArray().All(name => members.ContainsKey((string)name!));
            case "minProperties":
                return members.Count >= (int)rule;
            case "maxProperties":
                return members.Count <= (int)rule;
            case "properties":
                foreach (var (name, one) in rule.AsObject().Where(one => members.ContainsKey(one.Key)))
                    Judge(one!.AsObject(), members[name], $"{place}/{name}");
                return true;
            case "patternProperties":
                foreach (var (pattern, one) in rule.AsObject())
                {
                    foreach (var (name, member) in members.Where(member => Regex.IsMatch(member.Key, pattern)))
                        Judge(one!.AsObject(), member, $"{place}/{name}");
                }

                return true;
            default:
                return rule is JsonObject additional ? JudgeAdditional(additional, rules, members, place) : (bool)rule || !Additional(rules, members).Any();
        }
    }

    private bool JudgeAdditional(JsonObject rule, JsonObject rules, JsonObject members, string place)
    {
        foreach (var (name, member) in Additional(rules, members))
            Judge(rule, member, $"{place}/{name}");
        return true;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Additional(JsonObject rules, JsonObject members) => members.Where(member =>
        rules["properties"]?.AsObject().ContainsKey(member.Key) != true
        && rules["patternProperties"]?.AsObject().Any(pattern => Regex.IsMatch(member.Key, pattern.Key)) != true);

    private bool ItemsHold(string keyword, JsonNode rule, JsonArray list, string place)
    {
        switch (keyword)
        {
            case "minItems":
                return list.Count >= (int)rule;
            case "maxItems":
                return list.Count <= (int)rule;
            case "uniqueItems":
                return !(bool)rule || list.Select(item => item!.ToJsonString()).Distinct().Count() == list.Count;
            default:
                for (var index = 0; index < list.Count; index++)
                    Judge(rule.AsObject(), list[index], $"{place}/{index}");
                return true;
        }
    }

    private static bool TextHolds(string keyword, JsonNode rule, string text) => keyword switch
    {
        "minLength" => text.EnumerateRunes().Count() >= (int)rule,
        "maxLength" => text.EnumerateRunes().Count() <= (int)rule,
        _ => Regex.IsMatch(text, (string)rule!),
    };

    private static bool IsA(JsonNode? json, string type) => (type, json?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
        ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(decimal.Parse(json!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => false,
    };

    private JsonObject Resolve(string reference) => reference.Split('/').Skip(1).Aggregate((JsonNode)schema, (node, name) => node[name]!).AsObject();

    private IReadOnlyList<string> Problems(JsonObject rules, JsonNode? json, string place)
    {
        var apart = new SchemaCheck(schema);
        apart.Judge(rules, json, place);
        return apart._problems;
    }
}
