using IncidentBot.Core.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.SlackEdge.Rooms;

/// <summary>A message of the bot that may be edited later.</summary>
internal sealed class Post
{
    public required string Key { get; init; }

    public required string ChannelId { get; init; }

    public required string Ts { get; init; }

    /// <summary>A fingerprint of its present content.</summary>
    public required string Content { get; init; }

    public Instant PostedAt { get; init; }
}

/// <summary>The messages of the bot about an incident, by key.</summary>
internal sealed class PostStore
{
    public const string Headline = "headline";
    public const string Announcement = "announcement";

    public Task<Post?> FindAsync(DbSession session, IncidentId incident, string key) =>
        session.FindAsync<Post>(
            """
            select key, channel_id, ts, content, posted_at
            from slack_post
            where incident_id = @Incident
              and key = @Key
            """,
            new { Incident = incident.Number, Key = key });

    /// <summary>The messages whose key starts with <paramref name="prefix"/>, oldest first.</summary>
    public Task<IReadOnlyList<Post>> StartingWithAsync(DbSession session, IncidentId incident, string prefix) =>
        session.QueryAsync<Post>(
            """
            select key, channel_id, ts, content, posted_at
            from slack_post
            where incident_id = @Incident
              and substr(key, 1, length(@Prefix)) = @Prefix
            order by posted_at
            """,
            new { Incident = incident.Number, Prefix = prefix });

    public Task SaveAsync(DbSession session, IncidentId incident, Post post) =>
        session.ExecuteAsync(
            """
            insert into slack_post (incident_id, key, channel_id, ts, content, posted_at)
            values (@Incident, @Key, @ChannelId, @Ts, @Content, @PostedAt)
            on conflict (incident_id, key) do update
            set channel_id = excluded.channel_id, ts = excluded.ts, content = excluded.content
            """,
            new { Incident = incident.Number, post.Key, post.ChannelId, post.Ts, post.Content, post.PostedAt });

    public Task<bool> IsOursAsync(DbSession session, string channelId, string ts) =>
        session.SingleAsync<bool>(
            """
            select exists (
                select 1
                from slack_post
                where channel_id = @ChannelId
                  and ts = @Ts)
            """,
            new { ChannelId = channelId, Ts = ts });
}
