using IncidentBot.Core.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Rooms;

/// <summary>The opened forms, with the person and the incident of each. The metadata of a submission may be anything; this record is trusted.</summary>
internal sealed class FormStore
{
    public Task SaveAsync(DbSession session, string viewId, IncidentId incident, PersonId person, Instant now) =>
        session.ExecuteAsync(
            """
            insert into slack_form (view_id, incident_id, person, opened_at)
            values (@ViewId, @Incident, @Person, @Now)
            on conflict (view_id) do nothing
            """,
            new { ViewId = viewId, Incident = incident.Number, Person = person.Value, Now = now });

    public async Task<IncidentId?> FindAsync(DbSession session, string viewId, PersonId person)
    {
        var number = await session.FindAsync<long?>(
            """
            select incident_id
            from slack_form
            where view_id = @ViewId
              and person = @Person
            """,
            new { ViewId = viewId, Person = person.Value });
        return number is { } found ? new IncidentId(found) : null;
    }

    public Task<int> PruneAsync(DbSession session, Instant before) =>
        session.ExecuteAsync(
            """
            delete from slack_form
            where opened_at < @Before
            """,
            new { Before = before });
}
