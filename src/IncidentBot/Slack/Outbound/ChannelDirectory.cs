using System.Collections.Concurrent;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.Outbound;

/// <summary>Finds the id of a configured channel. A found id is cached, because ids do not change; an unknown name is looked up each time.</summary>
internal sealed class ChannelDirectory(SlackApiClient slack)
{
    private const string Visible = "public_channel,private_channel";

    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id; <c>Refused("channel_not_found")</c> when no channel of that name is visible to the bot.</summary>
    public async Task<SlackOutcome<string>> FindAsync(string nameOrId, CancellationToken cancellationToken)
    {
        var wanted = nameOrId.TrimStart('#');
        if (IsId(wanted))
            return new SlackOutcome<string>.Ok(wanted);
        if (_ids.TryGetValue(wanted, out var known))
            return new SlackOutcome<string>.Ok(known);

        var found = await FindAsync(
            channel => string.Equals(channel.Name, wanted, StringComparison.OrdinalIgnoreCase) && !channel.IsArchived, cancellationToken);
        if (found is SlackOutcome<Conversation?>.Ok { Value: { } match })
            _ids[wanted] = match.Id;
        return found is SlackOutcome<Conversation?>.Ok { Value: null }
            ? new SlackOutcome<string>.Refused("channel_not_found", [$"no channel #{wanted} is visible to the bot"])
            : found.Select(channel => channel!.Id);
    }

    /// <summary>The first channel that matches, over all pages.</summary>
    public async Task<SlackOutcome<Conversation?>> FindAsync(Func<Conversation, bool> matches, CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await slack.ListConversationsAsync(cursor, Visible, cancellationToken);
            if (page is not SlackOutcome<Page<Conversation>>.Ok ok)
                return page.Select<Conversation?>(_ => null);
            if (ok.Value.Items.FirstOrDefault(matches) is { } match)
                return new SlackOutcome<Conversation?>.Ok(match);
            cursor = ok.Value.NextCursor;
        }
        while (cursor is not null);
        return new SlackOutcome<Conversation?>.Ok(null);
    }

    // Names are lower-case. Ids are upper-case and at least nine characters long.
    private static bool IsId(string text) =>
        text.Length >= 9 && text[0] is 'C' or 'G' && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
