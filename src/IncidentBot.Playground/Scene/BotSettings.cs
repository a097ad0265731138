using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Scene;

/// <summary>The configuration of the playground's bot: as an operator would write it, with defaults where possible.</summary>
internal static class BotSettings
{
    public static IReadOnlyList<string> For(SlackEmulatorServer slack, PlaygroundFolder folder, Uri page) =>
    [
        "--urls=http://127.0.0.1:0",
        $"--Slack:BotToken={slack.Workspace.App.BotToken}",
        $"--Slack:SigningSecret={slack.Workspace.App.SigningSecret}",
        $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}",
        $"--Slack:AnnouncementChannel={Cast.Announcements}",
        $"--Slack:SupportChannel={Cast.Support}",
        // The user waits for each message; in a real workspace the interval is one second.
        "--Slack:MessageInterval=100ms",
        $"--Paging:OnCallGroup={Cast.OnCallGroup}",
        $"--Paging:SupportGroup={Cast.SupportGroup}",
        $"--Storage:Path={folder.Database}",
        "--StatusPage:Name=Acme",
        $"--StatusPage:Url={new Uri(page, "/")}",
        // Long enough to see the Undo button, too short to be a wait.
        "--StatusPage:Publishing:UndoSeconds=5",
        // In the playground the page is read-only.
        "--StatusPage:AskReaders=false",
        "--StatusPage:SupportAddress=support@acme.example",
        "--StatusPage:Components:api:Name=API",
        "--StatusPage:Components:api:Position=1",
        "--StatusPage:Components:checkout:Name=Checkout",
        "--StatusPage:Components:checkout:Position=2",
        "--StatusPage:Components:app:Name=Web app",
        "--StatusPage:Components:app:Position=3",
        "--Support:Url=https://support.acme.example/",
    ];
}
