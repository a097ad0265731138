using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Scene;

/// <summary>How the playground's bot is configured: as an operator would, with the defaults wherever there are some.</summary>
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
        // A reader waits for each message; a real workspace is given a second between two.
        "--Slack:MessageInterval=100ms",
        $"--Paging:OnCallGroup={Cast.OnCallGroup}",
        $"--Paging:SupportGroup={Cast.SupportGroup}",
        $"--Storage:Path={folder.Database}",
        "--StatusPage:Name=Acme",
        $"--StatusPage:Url={new Uri(page, "/")}",
        // Long enough to see that there is an Undo, too short to wait for.
        "--StatusPage:Publishing:UndoSeconds=5",
        // Beside the workspace the page can only be read.
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
