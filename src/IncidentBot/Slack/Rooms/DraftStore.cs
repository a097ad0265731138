using System.Text.Json;
using IncidentBot.Core.Incidents;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Rooms;

/// <summary>Public updates between preview and confirmation. They are stored here, because the values a client sends back may be anything.</summary>
internal sealed class DraftStore
{
    private static readonly JsonSerializerOptions Options = new(EventJson.Options);

    public Task SaveAsync(DbSession session, string id, IncidentId incident, PersonId author, IncidentCommand.PublishUpdate command, Instant now) =>
        session.ExecuteAsync(
            """
            insert into public_draft (id, incident_id, author, command, created_at)
            values (@Id, @Incident, @Author, @Command, @Now)
            """,
            new { Id = id, Incident = incident.Number, Author = author.Value, Command = JsonSerializer.Serialize(command, Options), Now = now });

    /// <summary>The draft, if this person is its author; otherwise null.</summary>
    public async Task<(IncidentId Incident, IncidentCommand.PublishUpdate Command)?> FindAsync(DbSession session, string id, PersonId author)
    {
        var row = await session.FindAsync<Row>(
            """
            select incident_id, command
            from public_draft
            where id = @Id
              and author = @Author
            """,
            new { Id = id, Author = author.Value });
        if (row is null)
            return null;
        var command = JsonSerializer.Deserialize<IncidentCommand.PublishUpdate>(row.Command, Options)
            ?? throw new InvalidDataException("A public draft contains no update.");
        return (new IncidentId(row.IncidentId), command);
    }

    public Task<int> PruneAsync(DbSession session, Instant before) =>
        session.ExecuteAsync(
            """
            delete from public_draft
            where created_at < @Before
            """,
            new { Before = before });

    private sealed class Row
    {
        public long IncidentId { get; init; }

        public required string Command { get; init; }
    }
}
