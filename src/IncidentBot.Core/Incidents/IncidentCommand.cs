using System.Collections.Immutable;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Core.Incidents;

/// <summary>Something a person asks of an incident. Closed: every command is here.</summary>
public abstract record IncidentCommand
{
    private IncidentCommand()
    {
    }

    /// <summary>Opens an incident. Everything but title and severity may be left out.</summary>
    public sealed record Declare(string Title, string Severity) : IncidentCommand
    {
        public string? Description { get; init; }

        public bool CustomerImpact { get; init; }

        public PersonId? Lead { get; init; }

        public PersonId? Messenger { get; init; }

        /// <summary>Perhaps no incident at all: starts in triage.</summary>
        public bool SuspectedOnly { get; init; }

        public bool IsPrivate { get; init; }

        public bool IsSecurity { get; init; }

        /// <summary>Who outside the company reported it; null when one of us noticed (R64).</summary>
        public string? ReportedBy { get; init; }

        /// <summary>Why the people on call should not be paged; null pages them (R72).</summary>
        public string? DoNotPageBecause { get; init; }
    }

    /// <summary>Enters an incident that is over and was never declared (see <see cref="IncidentDecider.Backfill"/>).</summary>
    public sealed record Backfill(string Title, string Severity, Instant StartedAt, Instant EndedAt) : IncidentCommand
    {
        public string? Summary { get; init; }

        public bool CustomerImpact { get; init; }
    }

    public sealed record AssignLead(PersonId Person) : IncidentCommand;

    /// <summary>The lead says "I have it" (R80).</summary>
    public sealed record AcknowledgeLead : IncidentCommand;

    public sealed record AssignMessenger(PersonId Person) : IncidentCommand;

    /// <summary>An internal update. Null keeps what is, the summary too; <paramref name="NextUpdateBy"/> null promises the cadence.</summary>
    public sealed record PostUpdate(string? Text, Phase? Phase = null, string? Severity = null, Instant? NextUpdateBy = null) : IncidentCommand;

    /// <summary>A public update, confirmed by its author. <paramref name="NextUpdateBy"/> null promises the cadence.</summary>
    public sealed record PublishUpdate(PublicState State, string Text) : IncidentCommand
    {
        /// <summary>What customers see as title; null keeps the last one, at first the incident's.</summary>
        public string? Title { get; init; }

        /// <summary>The state of the named components from now on; components not named keep theirs.</summary>
        public ImmutableSortedDictionary<string, ComponentStatus> Components { get; init; } =
            ImmutableSortedDictionary<string, ComponentStatus>.Empty.WithComparers(StringComparer.Ordinal);

        public Instant? NextUpdateBy { get; init; }

        /// <summary>Why it goes out although the wording check would have blocked it; null when it did not have to be overruled.</summary>
        public WordingOverride? Overruled { get; init; }

        /// <summary>The groups of the publish policy that the author is a member of, as just looked up.</summary>
        public IReadOnlyList<string> Groups { get; init; } = [];

        /// <summary>The number of the published update whose words these replace, and the words replaced; null for a new update.</summary>
        public Correction? Corrects { get; init; }

        /// <summary>When customers were told elsewhere, or should have been; null for an update of now.</summary>
        public Instant? SaidAt { get; init; }
    }

    /// <summary>Lets the update out that waits under <paramref name="Number"/>.</summary>
    public sealed record ApproveUpdate(long Number) : IncidentCommand
    {
        /// <inheritdoc cref="PublishUpdate.Groups"/>
        public IReadOnlyList<string> Groups { get; init; } = [];
    }

    /// <summary>Gives a waiting update back to its author, with a word why.</summary>
    public sealed record SendBackUpdate(long Number, string Why) : IncidentCommand
    {
        /// <inheritdoc cref="PublishUpdate.Groups"/>
        public IReadOnlyList<string> Groups { get; init; } = [];
    }

    /// <summary>Takes a waiting update back before customers see it. <paramref name="Number"/> null means the one that waits.</summary>
    public sealed record UndoUpdate(long? Number = null) : IncidentCommand;

    /// <summary>The time to take it back is over: customers see it from now on. Asked by the clock, on its author's behalf.</summary>
    public sealed record ReleaseUpdate(long Number) : IncidentCommand
    {
        /// <summary>A monotonic clock says that the wait is over. The wall clock may show less: it was set back meanwhile.</summary>
        public bool HasWaited { get; init; }
    }

    public sealed record ChangeSeverity(string Severity) : IncidentCommand;

    public sealed record Rename(string Title) : IncidentCommand;

    public sealed record SetCustomerImpact(bool HasImpact) : IncidentCommand;

    /// <summary>
    /// Holds the reminders back once, for <paramref name="Length"/>. <paramref name="Audience"/> null means the asker's own clock.
    /// <paramref name="ForPromise"/> says which promise a button was about: a second click finds it gone and changes nothing.
    /// </summary>
    public sealed record Snooze(Duration Length, Audience? Audience = null, long? ForPromise = null) : IncidentCommand;

    /// <summary>A new promise for the next update. Parameters as in <see cref="Snooze"/>.</summary>
    public sealed record PromiseNext(Instant By, Audience? Audience = null, long? ForPromise = null) : IncidentCommand;

    /// <summary>The all-clear, with the two answers that it takes (R44).</summary>
    public sealed record Resolve(bool IsOver, bool WillNotRecur, string? Text = null) : IncidentCommand
    {
        /// <summary>What customers must do now, a step or a link; null when nothing (R94).</summary>
        public string? Guidance { get; init; }
    }

    public sealed record Close : IncidentCommand;

    public sealed record Reopen(string? Reason = null) : IncidentCommand;

    public sealed record MarkFalsePositive(string? Reason = null) : IncidentCommand;

    /// <summary>Goes on in another incident; <paramref name="Into"/> is that one as it stands.</summary>
    public sealed record Merge(Incident Into) : IncidentCommand;

    /// <summary>A suspected incident is a real one.</summary>
    public sealed record Accept : IncidentCommand;

    /// <summary>Asks support whether customers are asking and a messenger would help (R79).</summary>
    public sealed record AskSupport : IncidentCommand;

    /// <summary>Calls support into the incident (R68).</summary>
    public sealed record CallSupport : IncidentCommand;

    public sealed record AddNote(string Text, NoteSource Source = NoteSource.Typed) : IncidentCommand
    {
        /// <summary>Who said it, when that is not who added it.</summary>
        public PersonId? SaidBy { get; init; }

        public string? Link { get; init; }
    }
}

/// <summary>Which published update is corrected.</summary>
/// <param name="Number">The update's number within its incident.</param>
/// <param name="Earlier">What customers read until then: what its author saw when they wrote the new words.</param>
public sealed record Correction(int Number, string Earlier)
{
    /// <summary>Whether those who were told of the update are told of this too. What they read was wrong, but a typo is no news.</summary>
    public bool TellsSubscribers { get; init; }

    /// <summary>What customers read now, as just looked up; null when it was not. Unless it is <see cref="Earlier"/>, somebody else was faster.</summary>
    public string? Current { get; init; }
}

/// <summary>How a note came to the timeline.</summary>
public enum NoteSource
{
    Typed,
    Pin,
    Reaction,
    Shortcut,
    Button,
}
