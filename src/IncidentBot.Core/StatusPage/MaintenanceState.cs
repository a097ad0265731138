namespace IncidentBot.Core.StatusPage;

/// <summary>The public state of planned work: the four states of an Atlassian-style status page.</summary>
public enum MaintenanceState
{
    Scheduled,
    InProgress,
    Verifying,
    Completed,
}

public static class MaintenanceWords
{
    extension(MaintenanceState state)
    {
        public string Word() => state switch
        {
            MaintenanceState.Scheduled => "scheduled",
            MaintenanceState.InProgress => "in_progress",
            MaintenanceState.Verifying => "verifying",
            MaintenanceState.Completed => "completed",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of planned work."),
        };

        /// <summary>The text for readers: <c>In progress</c>.</summary>
        public string Label()
        {
            var words = state.Word().Replace('_', ' ');
            return char.ToUpperInvariant(words[0]) + words[1..];
        }
    }
}
