using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>A user's open modal or Home tab.</summary>
public sealed record SlackView(string Id, string User, JsonElement Definition)
{
    /// <summary>Changes with each version of the view.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The bottom modal of its stack.</summary>
    public string RootId { get; init; } = Id;

    /// <summary>The modal below, or null.</summary>
    public string? PreviousId { get; init; }

    /// <summary>The entered values, by block ID and action ID.</summary>
    public ImmutableDictionary<(string Block, string Action), JsonElement> State { get; init; } = ImmutableDictionary<(string, string), JsonElement>.Empty;

    /// <summary>The app's errors beside inputs after the last submission, by block ID.</summary>
    public ImmutableDictionary<string, string> Errors { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The view's blocks, with generated IDs.</summary>
    public JsonElement Blocks => Definition.GetProperty("blocks");

    /// <summary><c>modal</c> or <c>home</c>.</summary>
    public string Type => Definition.GetProperty("type").GetString()!;

    /// <summary>The text of the title; empty for Home.</summary>
    public string Title => Definition.Child("title")?.Text("text") ?? "";

    /// <summary>The callback ID; empty without one.</summary>
    public string CallbackId => Definition.Text("callback_id") ?? "";

    /// <summary>The private metadata.</summary>
    public string PrivateMetadata => Definition.Text("private_metadata") ?? "";

    /// <summary>The external ID, unique for the app; empty without one.</summary>
    public string ExternalId => Definition.Text("external_id") ?? "";
}
