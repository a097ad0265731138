using IncidentBot.Core.Incidents;
using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>Who may tell customers, and how long an update can be taken back; section <c>StatusPage:Publishing</c>.</summary>
internal static class PublishPolicyOptions
{
    public const string Section = "Publishing";

    private const int UsualUndo = 30;

    // Longer, and customers would wait for what is ready; the reminders wait as long.
    private const int LongestUndo = 600;

    public static PublishPolicy Read(SettingsReader publishing)
    {
        var rule = publishing.Choice("Policy", PublishRule.Anyone);
        var group = Group(publishing, publishing.Text("Group"));
        if (rule == PublishRule.Group && group is null)
            publishing.Problem("Group", "the policy lets the members of a user group publish, so name it by its id, as in S0123ABCD. Slack shows it in the web address of the group's page.");
        var approvers = publishing.List("Approvers").Where(id => IsId(publishing, id)).ToList();
        return new PublishPolicy
        {
            Rule = rule,
            Group = group,
            Approvers = [.. approvers.Where(id => id[0] != 'S').Select(id => new PersonId(id))],
            ApproverGroups = [.. approvers.Where(id => id[0] == 'S')],
            UndoFor = ReadUndo(publishing),
        };
    }

    private static Duration ReadUndo(SettingsReader publishing)
    {
        if (publishing.Text("UndoSeconds", UsualUndo.ToString(System.Globalization.CultureInfo.InvariantCulture)) is not { } text)
            return Duration.FromSeconds(UsualUndo);
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestUndo)
            return Duration.FromSeconds(seconds);
        publishing.Problem("UndoSeconds", $"\"{text}\" is not a number of seconds from 0, which publishes at once, to {LongestUndo}.");
        return Duration.FromSeconds(UsualUndo);
    }

    private static string? Group(SettingsReader publishing, string? id)
    {
        if (id is null || (id[0] == 'S' && id.All(char.IsAsciiLetterOrDigit)))
            return id;
        publishing.Problem("Group", $"\"{id}\" is not the id of a user group; it should start with S, as in S0123ABCD. Slack shows it in the web address of the group's page.");
        return null;
    }

    private static bool IsId(SettingsReader publishing, string id)
    {
        if (id[0] is 'U' or 'W' or 'S' && id.All(char.IsAsciiLetterOrDigit))
            return true;
        publishing.Problem("Approvers", $"\"{id}\" is the id of neither a person (U…) nor a user group (S…). Slack shows a person's under \"Copy member ID\" in their profile.");
        return false;
    }
}
