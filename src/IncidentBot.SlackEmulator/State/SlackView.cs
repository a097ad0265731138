using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>A modal or a Home tab as one person has it open.</summary>
public sealed record SlackView(string Id, string User, JsonElement Definition)
{
    /// <summary>Changes with each version of the view.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The lowest modal of the stack this one is in.</summary>
    public string RootId { get; init; } = Id;

    /// <summary>The modal under this one, or null.</summary>
    public string? PreviousId { get; init; }

    /// <summary>What is filled in, by block id and action id.</summary>
    public ImmutableDictionary<(string Block, string Action), JsonElement> State { get; init; } = ImmutableDictionary<(string, string), JsonElement>.Empty;

    /// <summary>Messages the app put beside inputs at the last submission, by block id.</summary>
    public ImmutableDictionary<string, string> Errors { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The view's blocks, with the ids Slack made up.</summary>
    public JsonElement Blocks => Definition.GetProperty("blocks");

    /// <summary><c>modal</c> or <c>home</c>.</summary>
    public string Type => Definition.GetProperty("type").GetString()!;

    /// <summary>The title's words; empty for Home.</summary>
    public string Title => Definition.Child("title")?.Text("text") ?? "";

    /// <summary>What the app calls the view; empty when it did not say.</summary>
    public string CallbackId => Definition.Text("callback_id") ?? "";

    /// <summary>What the app hid in the view.</summary>
    public string PrivateMetadata => Definition.Text("private_metadata") ?? "";

    /// <summary>The app's own unique name of the view; empty when it has none.</summary>
    public string ExternalId => Definition.Text("external_id") ?? "";
}
