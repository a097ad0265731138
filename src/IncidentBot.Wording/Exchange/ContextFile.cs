using System.Text.Json;
using NodaTime;

namespace IncidentBot.Wording.Exchange;

/// <summary>
/// The file with the context of an installation's posts:
/// <c>{"product","support","components":[],"regions":[],"cadence_minutes","ceiling_minutes"}</c>.
/// </summary>
public static class ContextFile
{
    /// <summary>Reads the file's content.</summary>
    /// <param name="json">The content.</param>
    /// <param name="context">The context; members that the file leaves out keep the defaults of <see cref="WordingContext"/>.</param>
    /// <param name="problem">The problem as a sentence; empty without one.</param>
    public static bool TryRead(string json, out WordingContext context, out string problem)
    {
        (context, problem) = (new WordingContext(), "");
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problem = "it should be a JSON object.";
                return false;
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (!TryAdd(member, ref context, out problem))
                    return false;
            }

            return true;
        }
        catch (JsonException wrong)
        {
            problem = FormattableString.Invariant($"it is not JSON: something is wrong in line {(wrong.LineNumber ?? 0) + 1}.");
            return false;
        }
        catch (InvalidOperationException)
        {
            problem = "it contains half of a surrogate pair.";
            return false;
        }
    }

    private static bool TryAdd(JsonProperty member, ref WordingContext context, out string problem)
    {
        problem = "";
        var value = member.Value;
        if (value.ValueKind == JsonValueKind.Null)
            return true;
        switch (member.Name)
        {
            case "product" when value.ValueKind == JsonValueKind.String:
                context = context with { Product = value.GetString() };
                return true;
            case "support" when value.ValueKind == JsonValueKind.String:
                context = context with { Support = value.GetString() };
                return true;
            case "components" when Names(value) is { } components:
                context = context with { Components = components };
                return true;
            case "regions" when Names(value) is { } regions:
                context = context with { Regions = regions };
                return true;
            case "cadence_minutes" when Minutes(value) is { } cadence:
                context = context with { Cadence = cadence };
                return true;
            case "ceiling_minutes" when Minutes(value) is { } ceiling:
                context = context with { Ceiling = ceiling };
                return true;
            case "product" or "support":
                problem = $"\"{member.Name}\" should be text.";
                return false;
            case "components" or "regions":
                problem = $"\"{member.Name}\" should be a list of names.";
                return false;
            case "cadence_minutes" or "ceiling_minutes":
                problem = $"\"{member.Name}\" should be a number of minutes, more than zero.";
                return false;
            default:
                return true;
        }
    }

    private static IReadOnlyList<string>? Names(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(name => name.GetString()!)]
            : null;

    private static Duration? Minutes(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var minutes) && minutes is > 0 and <= 525_600 ? Duration.FromMinutes(minutes) : null;
}
