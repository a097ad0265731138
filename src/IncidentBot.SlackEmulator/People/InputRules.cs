using System.Collections.Immutable;
using System.Globalization;
using System.Net.Mail;
using System.Text.Json;

namespace IncidentBot.SlackEmulator;

/// <summary>The checks of Slack's own client before it sends a submission.</summary>
internal static class InputRules
{
    /// <summary>The problems by block ID; empty when the submission may be sent.</summary>
    public static ImmutableDictionary<string, string> Check(SlackView view)
    {
        var complaints = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (block, element) in BlockIds.Interactive(view.Blocks))
        {
            var id = block.Text("block_id")!;
            if (block.Text("type") == "input" && Complaint(block, element, view.State[(id, element.Text("action_id")!)]) is { } complaint)
                complaints[id] = complaint;
        }

        return complaints.ToImmutable();
    }

    private static string? Complaint(JsonElement block, JsonElement element, JsonElement value)
    {
        if (ElementValue.IsEmpty(value))
            return block.Flag("optional") ? null : "Please complete this required field.";
        var text = value.Text("value") ?? "";
        return element.Text("type") switch
        {
            "plain_text_input" => Length(element, text),
            "number_input" => Number(element, text),
            "email_text_input" => MailAddress.TryCreate(text, out _) ? null : "Please enter a valid email address.",
            "url_text_input" => Uri.TryCreate(text, UriKind.Absolute, out _) ? null : "Please enter a valid URL.",
            _ => null,
        };
    }

    private static string? Length(JsonElement element, string text)
    {
        var most = Integer(element, "max_length") ?? 3000;
        if (text.Length > most)
            return $"Please enter at most {most} characters.";
        return Integer(element, "min_length") is { } least && text.Length < least ? $"Please enter at least {least} characters." : null;
    }

    private static string? Number(JsonElement element, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
            return "Please enter a number.";
        if (!element.Flag("is_decimal_allowed") && number != decimal.Truncate(number))
            return "Please enter a whole number.";
        if (Bound(element, "min_value") is { } least && number < least)
            return $"Please enter a number of at least {least}.";
        return Bound(element, "max_value") is { } most && number > most ? $"Please enter a number of at most {most}." : null;
    }

    private static int? Integer(JsonElement element, string name) => element.Child(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;

    private static decimal? Bound(JsonElement element, string name) =>
        element.Text(name) is { } text ? decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture) : null;
}
