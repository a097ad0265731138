using System.Globalization;
using System.Text.Json;

namespace IncidentBot.Slack.Requests;

/// <summary>The value of one element. Only the members that belong to its <see cref="Type"/> are set.</summary>
public sealed record ElementValue
{
    /// <summary>The element's type, such as <c>static_select</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Entered text, the decimal text of a number, or a button's value; null when empty.</summary>
    public string? Value { get; init; }

    /// <summary>The value of the selected option.</summary>
    public string? SelectedOption { get; init; }

    /// <summary>The values of the selected options.</summary>
    public IReadOnlyList<string> SelectedOptions { get; init; } = [];

    /// <summary>The ID of the selected person, who may be a bot or a guest.</summary>
    public string? SelectedUser { get; init; }

    /// <summary>The IDs of the selected people.</summary>
    public IReadOnlyList<string> SelectedUsers { get; init; } = [];

    /// <summary>The ID of the selected conversation or channel.</summary>
    public string? SelectedConversation { get; init; }

    /// <summary>The IDs of the selected conversations or channels.</summary>
    public IReadOnlyList<string> SelectedConversations { get; init; } = [];

    /// <summary>A local date, <c>yyyy-MM-dd</c>, in the user's time zone.</summary>
    public DateOnly? SelectedDate { get; init; }

    /// <summary>A local time in the user's time zone.</summary>
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
