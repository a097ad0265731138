using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Interactions;
using IncidentBot.SlackEdge.Messages;

namespace IncidentBot.Playground.Watching;

/// <summary>The app's part of Slack's client according to its manifest: commands (with the bot's own subcommands) and shortcuts.</summary>
internal static class AppSurface
{
    public const string AppName = "IncidentBot";

    public static readonly IReadOnlyList<CommandView> Commands =
    [
        .. from name in (string[])["/incident", "/inc"]
           select new CommandView(name, [.. CommandCatalog.All.Select(command => new CommandWordView(command.Name, command.Usage, command.Does))]),
    ];

    public static readonly IReadOnlyList<ShortcutView> Shortcuts =
    [
        new(Buttons.Declare, "Declare an incident", "global", "Open the form that declares an incident"),
        new(ShortcutHandler.DeclareFromMessage, "Declare from message", "message", "Declare an incident, beginning with the words of this message"),
        new(ShortcutHandler.AddToTimeline, "Add to incident timeline", "message", "Keep this message in an incident's timeline"),
    ];
}
