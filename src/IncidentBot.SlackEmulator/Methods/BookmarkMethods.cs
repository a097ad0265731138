using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>bookmarks.*.</summary>
internal static class BookmarkMethods
{
    private const int Most = 100;

    public static readonly SlackMethod[] All =
    [
        new("bookmarks.add", MethodTier.Tier2, Add) { AnyScopeOf = ["bookmarks:write"], Required = ["channel_id", "title", "type"] },
        new("bookmarks.edit", MethodTier.Tier2, Edit) { AnyScopeOf = ["bookmarks:write"], Required = ["channel_id", "bookmark_id"] },
        new("bookmarks.list", MethodTier.Tier3, List) { AnyScopeOf = ["bookmarks:read"], Required = ["channel_id"] },
        new("bookmarks.remove", MethodTier.Tier2, Remove) { AnyScopeOf = ["bookmarks:write"], Required = ["channel_id", "bookmark_id"] },
    ];

    private static JsonObject Add(MethodCall call)
    {
        var channel = call.Membership("channel_id");
        if (call.Need("type") != "link")
            throw new RefusedException("invalid_bookmark_type");
        if (channel.Bookmarks.Count >= Most)
            throw new RefusedException("too_many_bookmarks");
        if (call.Text("link") is null)
            throw new RefusedException("invalid_link");
        var bookmark = new SlackBookmark(call.Workspace.Timestamps.NextId("Bk"), call.Need("title"), Link(call), Emoji(call));
        call.Workspace.Replace(channel.Id, old => old with { Bookmarks = old.Bookmarks.Add(bookmark) });
        return Answer(channel, bookmark);
    }

    private static JsonObject Edit(MethodCall call)
    {
        var (channel, old) = Known(call);
        var bookmark = old with { Title = call.Text("title") ?? old.Title, Link = Link(call) ?? old.Link, Emoji = Emoji(call) ?? old.Emoji };
        call.Workspace.Replace(channel.Id, place => place with { Bookmarks = place.Bookmarks.Replace(old, bookmark) });
        return Answer(channel, bookmark);
    }

    private static JsonObject Remove(MethodCall call)
    {
        var (channel, bookmark) = Known(call);
        call.Workspace.Replace(channel.Id, old => old with { Bookmarks = old.Bookmarks.Remove(bookmark) });
        return MethodCall.Ok;
    }

    private static JsonObject List(MethodCall call)
    {
        var channel = call.Membership("channel_id");
        return new JsonObject { ["ok"] = true, ["bookmarks"] = Json.Array(channel.Bookmarks.Select(bookmark => Bookmark(channel, bookmark))) };
    }

    private static (SlackChannel Channel, SlackBookmark Bookmark) Known(MethodCall call)
    {
        var channel = call.Membership("channel_id");
        var id = call.Need("bookmark_id");
        return (channel, channel.Bookmarks.Find(bookmark => bookmark.Id == id) ?? throw new RefusedException("not_found"));
    }

    private static string? Link(MethodCall call)
    {
        if (call.Text("link") is not { } link)
            return null;
        return Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? link : throw new RefusedException("invalid_link");
    }

    private static string? Emoji(MethodCall call)
    {
        if (call.Text("emoji") is not { Length: > 0 } emoji)
            return null;
        return emoji is [':', _, .., ':'] ? emoji : throw new RefusedException("invalid_emoji");
    }

    private static JsonObject Answer(SlackChannel channel, SlackBookmark bookmark) => new() { ["ok"] = true, ["bookmark"] = Bookmark(channel, bookmark) };

    private static JsonObject Bookmark(SlackChannel channel, SlackBookmark bookmark) => new()
    {
        ["id"] = bookmark.Id, ["channel_id"] = channel.Id, ["title"] = bookmark.Title, ["link"] = bookmark.Link, ["emoji"] = bookmark.Emoji,
        ["type"] = "link", ["rank"] = "a",
    };
}
