using IncidentBot.Core.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Rooms;

/// <summary>The channel of an incident. <see cref="ChannelId"/> identifies it; the name is only for people.</summary>
internal sealed class Room
{
    public long IncidentId { get; init; }

    public required string ChannelId { get; init; }

    public required string Name { get; init; }

    /// <summary>The topic last set; null before the first time.</summary>
    public string? Topic { get; init; }

    public bool IsArchived { get; init; }
}

/// <summary>Which channel belongs to which incident.</summary>
internal sealed class RoomStore
{
    public Task<Room?> FindAsync(DbSession session, IncidentId incident) =>
        session.FindAsync<Room>(
            """
            select incident_id, channel_id, name, topic, is_archived
            from room
            where incident_id = @Incident
            """,
            new { Incident = incident.Number });

    public async Task<IncidentId?> IncidentOfAsync(DbSession session, string channelId)
    {
        var number = await session.FindAsync<long?>(
            """
            select incident_id
            from room
            where channel_id = @ChannelId
            """,
            new { ChannelId = channelId });
        return number is { } found ? new IncidentId(found) : null;
    }

    /// <returns>False when the incident already has a room; that room stays.</returns>
    public async Task<bool> OpenAsync(DbSession session, IncidentId incident, string channelId, string name, Instant now) =>
        await session.ExecuteAsync(
            """
            insert into room (incident_id, channel_id, name, is_archived, opened_at)
            values (@Incident, @ChannelId, @Name, @IsArchived, @Now)
            on conflict (incident_id) do nothing
            """,
            new { Incident = incident.Number, ChannelId = channelId, Name = name, IsArchived = false, Now = now }) == 1;

    /// <summary>Records that Slack refused to create the channel, so that no row waits for it.</summary>
    public Task RefuseAsync(DbSession session, IncidentId incident, string code, Instant now) =>
        session.ExecuteAsync(
            """
            insert into room_refusal (incident_id, code, refused_at)
            values (@Incident, @Code, @Now)
            on conflict (incident_id) do nothing
            """,
            new { Incident = incident.Number, Code = code, Now = now });

    public Task<bool> IsRefusedAsync(DbSession session, IncidentId incident) =>
        session.SingleAsync<bool>(
            """
            select exists (
                select 1
                from room_refusal
                where incident_id = @Incident)
            """,
            new { Incident = incident.Number });

    /// <summary>The rooms of all open incidents.</summary>
    public Task<IReadOnlyList<Room>> OfOpenAsync(DbSession session) =>
        session.QueryAsync<Room>(
            """
            select r.incident_id, r.channel_id, r.name, r.topic, r.is_archived
            from room r
            join incident i on i.id = r.incident_id
            where i.ended_at is null
            """);

    public Task SetTopicAsync(DbSession session, IncidentId incident, string topic) =>
        session.ExecuteAsync(
            """
            update room
            set topic = @Topic
            where incident_id = @Incident
            """,
            new { Incident = incident.Number, Topic = topic });

    public Task SetArchivedAsync(DbSession session, string channelId, bool isArchived) =>
        session.ExecuteAsync(
            """
            update room
            set is_archived = @IsArchived
            where channel_id = @ChannelId
            """,
            new { ChannelId = channelId, IsArchived = isArchived });

    public Task RenameAsync(DbSession session, string channelId, string name) =>
        session.ExecuteAsync(
            """
            update room
            set name = @Name
            where channel_id = @ChannelId
            """,
            new { ChannelId = channelId, Name = name });

    /// <summary>Records the new id of a channel that moved to another workspace or became shared.</summary>
    public Task ReplaceChannelAsync(DbSession session, string oldChannelId, string newChannelId) =>
        session.ExecuteAsync(
            """
            update room
            set channel_id = @NewChannelId
            where channel_id = @OldChannelId
            """,
            new { OldChannelId = oldChannelId, NewChannelId = newChannelId });
}
