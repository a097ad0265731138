using System.Text.Json.Nodes;

namespace IncidentBot.SlackEmulator;

/// <summary>reactions.*.</summary>
internal static class ReactionMethods
{
    private const int MostEmoji = 23;

    public static readonly SlackMethod[] All =
    [
        new("reactions.add", MethodTier.Tier3, Add) { AnyScopeOf = ["reactions:write"], Required = ["channel", "timestamp", "name"] },
        new("reactions.remove", MethodTier.Tier2, Remove) { AnyScopeOf = ["reactions:write"], Required = ["channel", "timestamp", "name"] },
    ];

    private static JsonObject Add(MethodCall call)
    {
        var (message, name) = Target(call);
        if (Has(message, name, call.Bot))
            throw new RefusedException("already_reacted");
        if (message.Reactions.Count >= MostEmoji && !message.Reactions.Exists(reaction => reaction.Name == name))
            throw new RefusedException("too_many_emoji");
        call.Workspace.React(message, name, call.Bot, add: true);
        return MethodCall.Ok;
    }

    private static JsonObject Remove(MethodCall call)
    {
        var (message, name) = Target(call);
        if (!Has(message, name, call.Bot))
            throw new RefusedException("no_reaction");
        call.Workspace.React(message, name, call.Bot, add: false);
        return MethodCall.Ok;
    }

    private static (SlackMessage Message, string Name) Target(MethodCall call)
    {
        var channel = call.Membership();
        var name = call.Need("name");
        if (name.Contains(':', StringComparison.Ordinal) || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '+' or '\''))
            throw new RefusedException("invalid_name");
        return (call.Message(channel, "timestamp"), name);
    }

    private static bool Has(SlackMessage message, string name, string user) =>
        message.Reactions.Exists(reaction => reaction.Name == name && reaction.Users.Contains(user));
}
