using System.Collections.Immutable;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>A request about an incident. The hierarchy is closed: every command is here.</summary>
public abstract record IncidentCommand
{
    private IncidentCommand()
    {
    }

    /// <summary>Opens an incident. Only title and severity are required.</summary>
    public sealed record Declare(string Title, string Severity) : IncidentCommand
    {
        public string? Description { get; init; }

        public bool CustomerImpact { get; init; }

        public PersonId? Lead { get; init; }

        public PersonId? Messenger { get; init; }

        /// <summary>It may turn out to be no incident: starts in triage.</summary>
        public bool SuspectedOnly { get; init; }

        public bool IsPrivate { get; init; }

        public bool IsSecurity { get; init; }

        /// <summary>The reporter outside the company; null when an employee noticed the incident.</summary>
        public string? ReportedBy { get; init; }

        /// <summary>Why the people on call should not be paged; null pages them.</summary>
        public string? DoNotPageBecause { get; init; }
    }

    /// <summary>Records an incident that is over and was never declared (see <see cref="IncidentDecider.Backfill"/>).</summary>
    public sealed record Backfill(string Title, string Severity, Instant StartedAt, Instant EndedAt) : IncidentCommand
    {
        public string? Summary { get; init; }

        public bool CustomerImpact { get; init; }
    }

    public sealed record AssignLead(PersonId Person) : IncidentCommand;

    /// <summary>The lead confirms the role ("I have it").</summary>
    public sealed record AcknowledgeLead : IncidentCommand;

    public sealed record AssignMessenger(PersonId Person) : IncidentCommand;

    /// <summary>
    /// An internal update. Null keeps the present value, the summary's too; <paramref name="NextUpdateBy"/> null promises the cadence.
    /// </summary>
    public sealed record PostUpdate(string? Text, Phase? Phase = null, string? Severity = null, Instant? NextUpdateBy = null) : IncidentCommand;

    /// <summary>A public update, confirmed by its author. <paramref name="NextUpdateBy"/> null promises the cadence.</summary>
    public sealed record PublishUpdate(PublicState State, string Text) : IncidentCommand
    {
        /// <summary>The title for customers; null keeps the last public title, or the incident's title in the first update.</summary>
        public string? Title { get; init; }

        /// <summary>The new state of the listed components; all other components keep theirs.</summary>
        public ImmutableSortedDictionary<string, ComponentStatus> Components { get; init; } =
            ImmutableSortedDictionary<string, ComponentStatus>.Empty.WithComparers(StringComparer.Ordinal);

        public Instant? NextUpdateBy { get; init; }

        /// <summary>The author's reason for publishing despite a blocking finding of the wording check; null when there was none.</summary>
        public WordingOverride? Overruled { get; init; }

        /// <summary>The author's groups, among those of the publish policy, looked up just before the command.</summary>
        public IReadOnlyList<string> Groups { get; init; } = [];

        /// <summary>The published update that this text replaces, and its earlier text; null for a new update.</summary>
        public Correction? Corrects { get; init; }

        /// <summary>For a backfilled update: when customers were told elsewhere, or should have been. Null for a new update.</summary>
        public Instant? SaidAt { get; init; }
    }

    /// <summary>Approves the update that waits under <paramref name="Number"/>.</summary>
    public sealed record ApproveUpdate(long Number) : IncidentCommand
    {
        /// <inheritdoc cref="PublishUpdate.Groups"/>
        public IReadOnlyList<string> Groups { get; init; } = [];
    }

    /// <summary>Returns a waiting update to its author, with a reason.</summary>
    public sealed record SendBackUpdate(long Number, string Why) : IncidentCommand
    {
        /// <inheritdoc cref="PublishUpdate.Groups"/>
        public IReadOnlyList<string> Groups { get; init; } = [];
    }

    /// <summary>Withdraws a pending update before customers see it. <paramref name="Number"/> null means the update that is pending.</summary>
    public sealed record UndoUpdate(long? Number = null) : IncidentCommand;

    /// <summary>The undo time has passed, so customers see the update from now on. Sent by a timer on the author's behalf.</summary>
    public sealed record ReleaseUpdate(long Number) : IncidentCommand
    {
        /// <summary>A monotonic clock says that the wait is over. The wall clock may show less: it was set back meanwhile.</summary>
        public bool HasWaited { get; init; }
    }

    public sealed record ChangeSeverity(string Severity) : IncidentCommand;

    public sealed record Rename(string Title) : IncidentCommand;

    public sealed record SetCustomerImpact(bool HasImpact) : IncidentCommand;

    /// <summary>
    /// Delays the reminders once, by <paramref name="Length"/>. <paramref name="Audience"/> null means the clock of the person who asks. <paramref
    /// name="ForPromise"/> is the promise that the clicked button belongs to: a second click finds another promise and changes nothing.
    /// </summary>
    public sealed record Snooze(Duration Length, Audience? Audience = null, long? ForPromise = null) : IncidentCommand;

    /// <summary>A new promise for the next update. Parameters as in <see cref="Snooze"/>.</summary>
    public sealed record PromiseNext(Instant By, Audience? Audience = null, long? ForPromise = null) : IncidentCommand;

    /// <summary>The all-clear, with the two answers that it requires.</summary>
    public sealed record Resolve(bool IsOver, bool WillNotRecur, string? Text = null) : IncidentCommand
    {
        /// <summary>What customers must do now, a step or a link; null when nothing.</summary>
        public string? Guidance { get; init; }
    }

    public sealed record Close : IncidentCommand;

    public sealed record Reopen(string? Reason = null) : IncidentCommand;

    public sealed record MarkFalsePositive(string? Reason = null) : IncidentCommand;

    /// <summary>Continues in another incident; <paramref name="Into"/> is that incident in its present state.</summary>
    public sealed record Merge(Incident Into) : IncidentCommand;

    /// <summary>Accepts a suspected incident as a real one.</summary>
    public sealed record Accept : IncidentCommand;

    /// <summary>Asks support whether customers are reporting problems and a messenger would help.</summary>
    public sealed record AskSupport : IncidentCommand;

    /// <summary>Calls support into the incident.</summary>
    public sealed record CallSupport : IncidentCommand;

    public sealed record AddNote(string Text, NoteSource Source = NoteSource.Typed) : IncidentCommand
    {
        /// <summary>The author of the quoted message, when another person added the note.</summary>
        public PersonId? SaidBy { get; init; }

        public string? Link { get; init; }
    }
}

/// <summary>Identifies a published update and the text that a correction replaces.</summary>
/// <param name="Number">The update's number within its incident.</param>
/// <param name="Earlier">The text that the author saw while writing the correction.</param>
public sealed record Correction(int Number, string Earlier)
{
    /// <summary>Whether subscribers who received the update also receive the correction. A typo does not need a second message.</summary>
    public bool TellsSubscribers { get; init; }

    /// <summary>
    /// The text that customers read now, just looked up; null when it was not. When it differs from <see cref="Earlier"/>, another person has
    /// corrected it first.
    /// </summary>
    public string? Current { get; init; }
}

/// <summary>How a note was added to the timeline.</summary>
public enum NoteSource
{
    Typed,
    Pin,
    Reaction,
    Shortcut,
    Button,
}
