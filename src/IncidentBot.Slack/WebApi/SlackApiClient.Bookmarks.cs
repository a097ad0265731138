namespace IncidentBot.Slack.WebApi;

public sealed partial class SlackApiClient
{
    /// <summary>Adds a link to a channel's bar. Bookmarks are decoration: nothing should fail with them.</summary>
    /// <param name="channel">The channel's ID.</param>
    /// <param name="title">What it says.</param>
    /// <param name="link">An http or https address.</param>
    /// <param name="emoji">Such as <c>:fire:</c>; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
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

    /// <summary>The links in a channel's bar.</summary>
    public Task<SlackOutcome<IReadOnlyList<Bookmark>>> ListBookmarksAsync(string channel, CancellationToken cancellationToken) =>
        CallAsync(
            SlackCall.Form("bookmarks.list", ("channel_id", channel)),
            json => Page<Bookmark>.Read(json, "bookmarks", Bookmark.Read)?.Items,
            cancellationToken);

    /// <summary>Changes a link in a channel's bar.</summary>
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
