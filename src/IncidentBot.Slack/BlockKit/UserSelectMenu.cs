using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A menu of people. It includes bots and guests, so the app must check the selection.</summary>
public sealed record UserSelectMenu : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    /// <param name="actionId">The action ID in the interaction that a selection sends.</param>
    /// <param name="initialUser">The ID of the initially selected person.</param>
    /// <param name="placeholder">The placeholder without a selection, at most 150 characters.</param>
    public UserSelectMenu(string actionId, string? initialUser = null, string? placeholder = null)
        : base(actionId)
    {
        InitialUser = Limit.Optional(initialUser, 255, "A user's ID");
        PlaceholderText = Placeholder(placeholder);
    }

    /// <summary>The ID of the initially selected person.</summary>
    public string? InitialUser { get; }

    /// <summary>The placeholder without a selection.</summary>
    public string? PlaceholderText { get; }

    private protected override string Type => "users_select";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("placeholder", PlaceholderText);
        writer.Text("initial_user", InitialUser);
    }
}
