using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>A JSON value under validation, its pointer, and the list for its problems in Slack's words.</summary>
internal readonly record struct Node(JsonElement Value, string Pointer, List<string> Problems)
{
    public string Type => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        ? type.GetString()!
        : "";

    public void Fail(string what) => Problems.Add($"[ERROR] {what} [json-pointer:{Pointer}]");

    public bool IsObject()
    {
        if (Value.ValueKind == JsonValueKind.Object)
            return true;
        Fail("must be an object");
        return false;
    }

    /// <summary>Refuses every key that is not in the list, as Slack does.</summary>
    public void Keys(params ReadOnlySpan<string> allowed)
    {
        foreach (var property in Value.EnumerateObject())
            if (property.Name != "type" && !allowed.Contains(property.Name))
                Fail($"no more than allowed properties: unknown property: {property.Name}");
    }

    public Node? Optional(string name) =>
        Value.TryGetProperty(name, out var child) ? this with { Value = child, Pointer = $"{Pointer}/{name}" } : null;

    public Node? Required(string name)
    {
        var child = Optional(name);
        if (child is null)
            Fail($"missing required field: {name}");
        return child;
    }

    public void Text(int max, int min = 1)
    {
        if (Value.ValueKind != JsonValueKind.String)
        {
            Fail("must be a string");
            return;
        }

        var length = Value.GetString()!.Length;
        if (length > max)
            Fail($"must be less than {max + 1} characters");
        if (length < min)
            Fail($"must be more than {min - 1} characters");
    }

    public void Flag()
    {
        if (Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fail("must be a boolean");
    }

    public void Number(int min, int max)
    {
        if (Value.ValueKind != JsonValueKind.Number || !Value.TryGetInt32(out var number) || number < min || number > max)
            Fail($"must be an integer between {min} and {max}");
    }

    public void OneOf(params ReadOnlySpan<string> allowed)
    {
        if (Value.ValueKind != JsonValueKind.String || !allowed.Contains(Value.GetString()!))
            Fail($"must be one of: {string.Join(", ", allowed.ToArray())}");
    }

    public IReadOnlyList<Node> Items(int min, int max)
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            Fail("must be an array");
            return [];
        }

        var count = Value.GetArrayLength();
        if (count > max)
            Fail($"no more than {max} items allowed");
        if (count < min)
            Fail($"must have at least {min} items");
        var node = this;
        return [.. Value.EnumerateArray().Select((item, index) => node with { Value = item, Pointer = $"{node.Pointer}/{index}" })];
    }

    public void Unique(IEnumerable<Node> items, string key)
    {
        var seen = new HashSet<string>();
        foreach (var item in items)
            if (item.Value.ValueKind == JsonValueKind.Object
                && item.Optional(key) is { Value.ValueKind: JsonValueKind.String } id
                && !seen.Add(id.Value.GetString()!))
                id.Fail($"`{key}` `{id.Value.GetString()}` already exists");
    }
}
