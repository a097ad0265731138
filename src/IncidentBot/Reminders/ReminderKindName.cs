using IncidentBot.Core.Reminders;

namespace IncidentBot.Reminders;

/// <summary>
/// The names under which kinds of reminders are stored. Two are older than the names in the code: a database keeps them, because a replica of an
/// earlier release reads the same rows.
/// </summary>
internal static class ReminderKindName
{
    private const string Repeated = "SecondWord";
    private const string StatusPageNotResolved = "StillRed";

    public static string Of(ReminderKind kind) => kind switch
    {
        ReminderKind.Repeated => Repeated,
        ReminderKind.StatusPageNotResolved => StatusPageNotResolved,
        _ => kind.ToString(),
    };

    /// <exception cref="ArgumentException">This release knows no such kind.</exception>
    public static ReminderKind Parse(string name) => name switch
    {
        Repeated => ReminderKind.Repeated,
        StatusPageNotResolved => ReminderKind.StatusPageNotResolved,
        _ => Enum.Parse<ReminderKind>(name),
    };
}
