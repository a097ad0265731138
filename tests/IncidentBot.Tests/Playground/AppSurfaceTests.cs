using IncidentBot.Playground.Watching;
using IncidentBot.Tests.Manifest;
using NUnit.Framework;

namespace IncidentBot.Tests.Playground;

/// <summary>The playground offers what the manifest makes Slack offer.</summary>
public sealed class AppSurfaceTests
{
    private readonly SlackManifest _manifest = SlackManifest.Read();

    [Test]
    public void The_commands_are_the_manifests() =>
        Assert.That(AppSurface.Commands.Select(command => command.Name), Is.EquivalentTo(_manifest.Commands.Select(command => (string)command["command"]!)));

    [Test]
    public void The_shortcuts_are_the_manifests() =>
        Assert.That(
            AppSurface.Shortcuts.Select(shortcut => (shortcut.CallbackId, shortcut.Name, shortcut.Type, shortcut.Description)),
            Is.EquivalentTo(_manifest.Shortcuts.Select(shortcut =>
                ((string)shortcut["callback_id"]!, (string)shortcut["name"]!, (string)shortcut["type"]!, (string)shortcut["description"]!))));
}
