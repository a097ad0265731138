using System.Globalization;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>What a person entered in, or picked with, one element. Only the members its <see cref="Type"/> has are set.</summary>
public sealed record ElementValue
{
    /// <summary>The element's type, such as <c>static_select</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Typed text, the decimal text of a number, or a button's value; null when empty.</summary>
    public string? Value { get; init; }

    /// <summary>The value of the one option picked.</summary>
    public string? SelectedOption { get; init; }

    /// <summary>The values of all options picked.</summary>
    public IReadOnlyList<string> SelectedOptions { get; init; } = [];

    /// <summary>The ID of the person picked. Anyone can be picked, bots and guests too.</summary>
    public string? SelectedUser { get; init; }

    /// <summary>The IDs of all persons picked.</summary>
    public IReadOnlyList<string> SelectedUsers { get; init; } = [];

    /// <summary>The ID of the conversation or channel picked.</summary>
    public string? SelectedConversation { get; init; }

    /// <summary>The IDs of all conversations or channels picked.</summary>
    public IReadOnlyList<string> SelectedConversations { get; init; } = [];

    /// <summary>A wall-clock date, <c>yyyy-MM-dd</c>, in the person's own zone.</summary>
    public DateOnly? SelectedDate { get; init; }

    /// <summary>A wall-clock time in the person's own zone.</summary>
    public TimeOnly? SelectedTime { get; init; }

    /// <summary>An instant.</summary>
    public DateTimeOffset? SelectedDateTime { get; init; }

    internal static ElementValue Read(JsonElement json) => new()
    {
        Type = json.Text("type") ?? "",
        Value = json.Text("value"),
        SelectedOption = json.Child("selected_option")?.Text("value"),
        SelectedOptions = [.. json.Items("selected_options").Select(option => option.Text("value")).OfType<string>()],
        SelectedUser = json.Text("selected_user"),
        SelectedUsers = json.Texts("selected_users"),
        SelectedConversation = json.Text("selected_conversation") ?? json.Text("selected_channel"),
        SelectedConversations = [.. json.Texts("selected_conversations"), .. json.Texts("selected_channels")],
        SelectedDate = DateOnly.TryParseExact(
            json.Text("selected_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        SelectedTime = TimeOnly.TryParseExact(
            json.Text("selected_time"), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null,
        SelectedDateTime = json.Instant("selected_date_time"),
    };
}
