using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IncidentBot.SlackEmulator;

/// <summary>A request body, read as Slack reads it: a form for every method, JSON only for methods that accept it.</summary>
internal sealed record ApiRequest(JsonObject Arguments, string? Error, string? Warning)
{
    public static async Task<ApiRequest> ReadAsync(HttpRequest request, bool takesJson)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var body = Encoding.UTF8.GetString(buffer.ToArray());
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        var hasCharset = type is not null && type.Charset.HasValue;
        return type?.MediaType.Value switch
        {
            "application/json" => Json(body, takesJson, hasCharset),
            "application/x-www-form-urlencoded" => new ApiRequest(Form(body), Error: null, hasCharset ? "superfluous_charset" : null),
            null when body.Length == 0 => new ApiRequest([], Error: null, Warning: null),
            null => new ApiRequest([], "missing_post_type", Warning: null),
            _ => new ApiRequest([], "invalid_post_type", Warning: null),
        };
    }

    private static ApiRequest Json(string body, bool takesJson, bool hasCharset)
    {
        var warning = hasCharset ? null : "missing_charset";
        if (!takesJson || body.Length == 0)
            return new ApiRequest([], Error: null, warning);
        try
        {
            return JsonNode.Parse(body) is JsonObject json
                ? new ApiRequest(json, Error: null, warning)
                : new ApiRequest([], "json_not_object", warning);
        }
        catch (JsonException)
        {
            return new ApiRequest([], "invalid_json", warning);
        }
    }

    private static JsonObject Form(string body)
    {
        var arguments = new JsonObject();
        foreach (var (name, values) in QueryHelpers.ParseQuery(body))
            arguments[name] = values.ToString();
        return arguments;
    }
}
