using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Scene;

/// <summary>A person whom the user can act as.</summary>
/// <param name="Role">The person's role in an incident, in one line.</param>
internal sealed record Player(string Id, string Name, string RealName, string Role);

/// <summary>The people, groups and channels of the playground's workspace.</summary>
internal static class Cast
{
    public const string OnCallGroup = "S0ONCALL1";
    public const string SupportGroup = "S0SUPPORT";
    public const string General = "general";
    public const string Announcements = "incidents";
    public const string Support = "support";
    public const string Partners = "partners";

    public static readonly Player Maya = new("U0MAYA001", "maya", "Maya Chen", "Product manager. Notices that something is wrong.");
    public static readonly Player Jonas = new("U0JONAS01", "jonas", "Jonas Weber", "Engineer on call. Leads incidents.");
    public static readonly Player Priya = new("U0PRIYA01", "priya", "Priya Nair", "Support. Writes what customers read.");
    public static readonly Player Sam = new("U0SAM0001", "sam", "Sam Ortiz", "Guest from a partner. Sees one channel.");
    public static readonly Player Robin = new("U0ROBIN01", "robin", "Robin Lee", "Left the company. The account is deactivated.");

    public static readonly IReadOnlyList<Player> Players = [Maya, Jonas, Priya, Sam, Robin];

    /// <summary>The initial workspace, with some messages to act on.</summary>
    public static async Task<SlackWorkspace> AssembleAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var workspace = new SlackWorkspace(time, new SlackAppIdentity { BotName = "incidentbot" });
        foreach (var member in (Player[])[Maya, Jonas, Priya])
            workspace.AddUser(member.Id, member.Name, member.RealName);
        workspace.AddGuest(Sam.Id, Sam.Name, singleChannel: true);
        workspace.AddDeactivated(Robin.Id, Robin.Name);
        workspace.AddUserGroup(OnCallGroup, "oncall", Jonas.Id);
        workspace.AddUserGroup(SupportGroup, "support", Priya.Id);
        workspace.AddChannel(General, isPrivate: false, Maya.Id, Jonas.Id, Priya.Id, Robin.Id);
        workspace.AddChannel(Announcements, isPrivate: false, Maya.Id, Jonas.Id, Priya.Id);
        workspace.AddChannel(Support, isPrivate: false, Maya.Id, Priya.Id);
        workspace.AddChannel(Partners, isPrivate: false, Maya.Id, Sam.Id);
        await SayAsync(workspace, Jonas, General, "Deployed the new checkout to all customers. So far it looks good.", cancellationToken);
        await SayAsync(workspace, Priya, Support, "Three customers say that the API answers with errors. Is that known?", cancellationToken);
        await SayAsync(workspace, Sam, Partners, "Hello! Is this the right place to ask about the API?", cancellationToken);
        await SayAsync(workspace, Maya, General, "Is it just me, or has the API been answering with errors for some minutes?", cancellationToken);
        return workspace;
    }

    public static Player? Find(string id) => Players.FirstOrDefault(player => player.Id == id);

    private static Task SayAsync(SlackWorkspace workspace, Player who, string channel, string words, CancellationToken cancellationToken) =>
        workspace.Person(who.Id).SayAsync(channel, words, cancellationToken: cancellationToken);
}
