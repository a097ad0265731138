using System.Text.Json;

namespace IncidentBot.Slack.BlockKit;

/// <summary>A menu of people. Bots and guests are in it too: check what was picked.</summary>
public sealed record UserSelectMenu : BlockElement, ISectionAccessory, IActionElement, IInputElement
{
    /// <param name="actionId">What comes back when one is picked.</param>
    /// <param name="initialUser">The ID of the person picked at first.</param>
    /// <param name="placeholder">Shown while none is picked, at most 150 characters.</param>
    public UserSelectMenu(string actionId, string? initialUser = null, string? placeholder = null)
        : base(actionId)
    {
        InitialUser = Limit.Optional(initialUser, 255, "A user's ID");
        PlaceholderText = Placeholder(placeholder);
    }

    /// <summary>The ID of the person picked at first.</summary>
    public string? InitialUser { get; }

    /// <summary>Shown while none is picked.</summary>
    public string? PlaceholderText { get; }

    private protected override string Type => "users_select";

    private protected override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.PlainText("placeholder", PlaceholderText);
        writer.Text("initial_user", InitialUser);
    }
}
