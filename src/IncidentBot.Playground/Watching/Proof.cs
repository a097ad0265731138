using IncidentBot.SlackEdge.Messages;
using IncidentBot.SlackEdge.Outbound;
using IncidentBot.SlackEmulator;
using NodaTime;

namespace IncidentBot.Playground.Watching;

/// <summary>
/// Compares the bot's database with the workspace. Every post of the bot has the mark of its row. A mark that occurs twice in one channel is a
/// duplicate; a delivered reminder without a post is lost.
/// </summary>
internal static class Proof
{
    public static ProofView Of(Ledger ledger, SlackWorkspace workspace)
    {
        var marks = workspace.Channels
            .SelectMany(channel => channel.Messages)
            .Select(message => (message.Channel, Mark: MarkOf(message)))
            .Where(post => post.Mark is not null)
            .CountBy(post => post)
            .ToDictionary();
        var found = marks.Keys.Select(post => post.Mark!).ToHashSet();
        int Count(params ReadOnlySpan<string> states)
        {
            var count = 0;
            foreach (var row in ledger.Outbox)
                count += states.Contains(row.State) ? 1 : 0;
            return count;
        }

        return new ProofView(
            Owed: ledger.Outbox.Count,
            Delivered: Count("sent", "skipped"),
            Waiting: Count("pending", "in_flight"),
            Dead: Count("dead"),
            Lost: ledger.Outbox.Count(row => IsSpokenReminder(row) && !found.Contains(MarkOf(row))),
            Doubled: marks.Values.Count(times => times > 1));
    }

    // A private message leaves no trace in Slack.
    private static bool IsSpokenReminder(OutboxRecord row) =>
        row.State == "sent" && SlackIntentJson.Read(row.Payload) is SlackIntent.Nudge nudge && !NudgeMessages.IsPrivate(nudge.Kind);

    private static string MarkOf(OutboxRecord row) => IncidentPosts.MarkOf(row.Id, Instant.FromUnixTimeMilliseconds(row.CreatedAt));

    private static string? MarkOf(SlackMessage message) =>
        message.Metadata is { } metadata
        && metadata.TryGetProperty("event_payload", out var payload)
        && payload.TryGetProperty(IncidentPosts.RowKey, out var mark)
            ? mark.GetString()
            : null;
}
