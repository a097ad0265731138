using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Facts;
using IncidentBot.Storage;

namespace IncidentBot.StatusPage;

/// <summary>Stores published updates.</summary>
internal sealed class PublicUpdateStore
{
    public Task InsertAsync(DbSession session, PublishedUpdate update) =>
        session.ExecuteInBatchAsync(
            """
            insert into public_update (incident_id, number, state, title, body, components, next_update_by, published_at, published_by, added_at)
            values (@IncidentId, @Number, @State, @Title, @Body, @Components, @NextUpdateBy, @PublishedAt, @PublishedBy, @AddedAt)
            """,
            new
            {
                IncidentId = update.Incident.Number,
                update.What.Number,
                State = update.What.State.Word(),
                update.What.Title,
                Body = update.What.Text,
                Components = StatusChange.Write(update.Changes),
                update.What.NextUpdateBy,
                update.PublishedAt,
                PublishedBy = update.By.Value,
                update.AddedAt,
            });

    /// <summary>Replaces the text of a published update; the earlier text stays in the timeline.</summary>
    public Task CorrectAsync(DbSession session, IncidentId incident, int number, string text, NodaTime.Instant now) =>
        session.ExecuteAsync(
            """
            update public_update
            set body = @Text, corrected_at = @Now
            where incident_id = @Incident
              and number = @Number
            """,
            new { Text = text, Now = now, Incident = incident.Number, Number = number });
}

/// <summary>A public update with the data that the page needs.</summary>
internal sealed record PublishedUpdate(
    IncidentId Incident,
    IncidentEvent.PublicUpdatePublished What,
    IReadOnlyDictionary<string, StatusChange> Changes,
    NodaTime.Instant PublishedAt,
    PersonId By)
{
    /// <summary>When it was added afterwards; null for an update published at its time.</summary>
    public NodaTime.Instant? AddedAt { get; init; }
}
