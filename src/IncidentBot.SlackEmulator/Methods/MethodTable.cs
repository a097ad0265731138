namespace IncidentBot.SlackEmulator;

/// <summary>All methods of the emulator, by name.</summary>
internal static class MethodTable
{
    private static readonly Dictionary<string, SlackMethod> Methods = new[]
    {
        WorkspaceMethods.All, ChatMethods.All, ConversationMethods.All, ConversationReads.All, UserMethods.All,
        PinMethods.All, BookmarkMethods.All, ReactionMethods.All, ViewMethods.All, SocketMethods.All,
    }.SelectMany(family => family).ToDictionary(method => method.Name);

    public static SlackMethod? Find(string name) => Methods.GetValueOrDefault(name);
}
