namespace IncidentBot.Slack.WebApi;

public sealed partial class SlackApiClient
{
    /// <summary>Adds a link to a channel's bookmark bar. Bookmarks are a convenience: their failure must not fail anything else.</summary>
    /// <param name="channel">The channel's ID.</param>
    /// <param name="title">The label of the link.</param>
    /// <param name="link">An http or https URL.</param>
    /// <param name="emoji">An emoji such as <c>:fire:</c>; null for none.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task<SlackOutcome<Bookmark>> AddBookmarkAsync(
        string channel, string title, string link, string? emoji, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("bookmarks.add", channel, writer =>
            {
                writer.WriteString("channel_id", channel);
                writer.WriteString("title", title);
                writer.WriteString("type", "link");
                writer.WriteString("link", link);
                writer.Text("emoji", emoji);
            }),
            ReadBookmark,
            cancellationToken);

    /// <summary>The links in a channel's bookmark bar.</summary>
    public Task<SlackOutcome<IReadOnlyList<Bookmark>>> ListBookmarksAsync(string channel, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form("bookmarks.list", ("channel_id", channel)),
            json => Page<Bookmark>.Read(json, "bookmarks", Bookmark.Read)?.Items,
            cancellationToken);

    /// <summary>Changes a link in a channel's bookmark bar.</summary>
    public Task<SlackOutcome<Bookmark>> EditBookmarkAsync(
        string channel, string bookmarkId, string title, string link, string? emoji, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Json("bookmarks.edit", channel, writer =>
            {
                writer.WriteString("channel_id", channel);
                writer.WriteString("bookmark_id", bookmarkId);
                writer.WriteString("title", title);
                writer.WriteString("link", link);
                writer.Text("emoji", emoji);
            }),
            ReadBookmark,
            cancellationToken);

    private static Bookmark? ReadBookmark(System.Text.Json.JsonElement json) =>
        json.Child("bookmark") is { } bookmark ? Bookmark.Read(bookmark) : null;
}
