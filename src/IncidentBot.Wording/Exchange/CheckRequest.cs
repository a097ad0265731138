using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace IncidentBot.Wording.Exchange;

/// <summary>
/// A post to check, in the format of other tools: one JSON object with <c>id</c>, <c>kind</c>, <c>state</c>, <c>text</c>, <c>previous</c> (oldest
/// first) and <c>display_at</c>. The optional members are described in docs/writing-updates.md.
/// </summary>
/// <param name="Id">The caller's id of the post, as JSON; null without one.</param>
/// <param name="Post">The post.</param>
public sealed record CheckRequest(JsonElement? Id, PublicPost Post)
{
    // More than any incident has. The checker reads only the last ones.
    private const int MaxPrevious = 1000;

    /// <summary>Reads a request.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="request">The request; null when the JSON is invalid.</param>
    /// <param name="id">The request's id, also when the rest is invalid.</param>
    /// <param name="problem">The problem as a sentence for the caller; empty without one.</param>
    public static bool TryRead(string json, out CheckRequest? request, out JsonElement? id, out string problem)
    {
        (request, id, problem) = (null, null, "");
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new UnreadableException("it should be a JSON object.");
            id = root.TryGetProperty("id", out var name) && name.ValueKind is JsonValueKind.String or JsonValueKind.Number ? name.Clone() : null;
            request = new CheckRequest(id, ReadPost(root));
            return true;
        }
        catch (JsonException wrong)
        {
            (id, problem) = (IdBefore(json), $"it is not JSON: {Place(wrong)}");
        }
        catch (UnreadableException wrong)
        {
            problem = wrong.Message;
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader throws this for an incomplete surrogate pair such as "\ud83d".
            problem = "it contains half of a surrogate pair.";
        }

        return false;
    }

    // A truncated line still has its id when the id comes before the cut.
    private static JsonElement? IdBefore(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
                    return reader.Read() && reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? JsonElement.ParseValue(ref reader) : null;
            }
        }
        catch (JsonException)
        {
            // The readable part has no id.
        }

        return null;
    }

    private static PublicPost ReadPost(JsonElement root)
    {
        var kind = PostKind.Incident;
        if (Text(root, "kind") is { } kindWord && !PostWords.TryParse(kindWord, out kind))
            throw new UnreadableException($"\"kind\" is \"{Short(kindWord)}\"; it should be incident, maintenance, proactive or postmortem.");
        var previous = ReadPrevious(root);
        return new PublicPost(Text(root, "text") ?? throw new UnreadableException("\"text\" is missing."), ReadState(root, kind, previous))
        {
            Kind = kind,
            Previous = previous,
            At = Moment(root, "display_at"),
            Title = Text(root, "title"),
            NextUpdateAt = Moment(root, "next_update_at"),
            Workaround = Text(root, "workaround"),
            IsWorkaroundSafe = Flag(root, "workaround_safe"),
            IsAboutData = Flag(root, "data") ?? false,
            IsSecurityApproved = Flag(root, "security_approved") ?? false,
            StartsAt = Moment(root, "starts_at"),
            EndsAt = Moment(root, "ends_at"),
        };
    }

    private static PostState ReadState(JsonElement root, PostKind kind, IReadOnlyList<EarlierPost> previous)
    {
        var word = Text(root, "state");
        if (PostWords.TryParse(word, previous.Count > 0 ? previous[^1].State : null, out PostState state))
            return state;
        // Proactive and post-mortem posts have no states of their own.
        if (kind is PostKind.Postmortem or PostKind.Proactive)
            return kind == PostKind.Postmortem ? PostState.Postmortem : PostState.Investigating;
        throw new UnreadableException(word is null
            ? "\"state\" is missing."
            : $"\"state\" is \"{Short(word)}\"; it should be investigating, identified, monitoring or resolved, "
                + "or for maintenance scheduled, in_progress, verifying or completed.");
    }

    private static List<EarlierPost> ReadPrevious(JsonElement root)
    {
        var posts = new List<EarlierPost>();
        if (!root.TryGetProperty("previous", out var previous) || previous.ValueKind == JsonValueKind.Null)
            return posts;
        if (previous.ValueKind != JsonValueKind.Array || previous.GetArrayLength() > MaxPrevious)
            throw new UnreadableException($"\"previous\" should be a list of at most {MaxPrevious} posts.");
        foreach (var entry in previous.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object)
                throw new UnreadableException("each of \"previous\" should be an object with \"state\", \"text\" and \"at\".");
            var last = posts.Count > 0 ? posts[^1].State : (PostState?)null;
            if (!PostWords.TryParse(Text(entry, "state"), last, out PostState state))
                state = last ?? PostState.Investigating;
            posts.Add(new EarlierPost(Text(entry, "text") ?? "", state, Moment(entry, "at")));
        }

        return posts;
    }

    private static string? Text(JsonElement from, string name) => Value(from, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => throw new UnreadableException($"\"{name}\" should be text."),
    };

    private static bool? Flag(JsonElement from, string name) => Value(from, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new UnreadableException($"\"{name}\" should be true or false."),
    };

    private static Instant? Moment(JsonElement from, string name)
    {
        if (Text(from, name) is not { } text)
            return null;
        // The year must come first; for a bare time the framework would add today's date.
        return text.Length >= 10
            && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && moment.Year is >= 1970 and <= 2200
            ? Instant.FromDateTimeOffset(moment)
            : throw new UnreadableException($"\"{name}\" is \"{Short(text)}\"; it should be a moment such as 2026-03-02T14:30:00Z.");
    }

    private static JsonElement? Value(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static string Place(JsonException wrong) =>
        wrong.BytePositionInLine is { } place ? FormattableString.Invariant($"something is wrong at byte {place + 1}.") : "something is wrong.";

    private sealed class UnreadableException(string message) : Exception(message);
}
