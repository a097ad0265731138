using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Interactions;
using IncidentBot.SlackEdge.Messages;
using Microsoft.AspNetCore.Routing;
using NUnit.Framework;

namespace IncidentBot.Tests.Manifest;

/// <summary>slack-manifest.yaml requests exactly the scopes, events and addresses that the code uses.</summary>
public sealed class ManifestTests
{
    private readonly SlackManifest _manifest = SlackManifest.Read();

    [Test]
    public void The_addresses_are_the_routes_of_the_service_under_one_host()
    {
        string[] addresses = [.. _manifest.Commands.Select(command => (string)command["url"]!), _manifest.EventUrl, _manifest.ActionUrl, _manifest.OptionsUrl];

        var asked = addresses.Select(address => new Uri(address)).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.Select(address => address.AbsolutePath).Distinct(), Is.EquivalentTo(Routes()));
            Assert.That(asked.Select(address => address.GetLeftPart(UriPartial.Authority)).Distinct(), Is.EqualTo(new[] { "https://incidentbot.example.com" }));
            Assert.That(_manifest.Commands.Select(command => new Uri((string)command["url"]!).AbsolutePath), Has.All.EqualTo("/slack/command"));
            Assert.That(new Uri(_manifest.EventUrl).AbsolutePath, Is.EqualTo("/slack/event"));
            Assert.That(new Uri(_manifest.ActionUrl).AbsolutePath, Is.EqualTo("/slack/action"));
            Assert.That(new Uri(_manifest.OptionsUrl).AbsolutePath, Is.EqualTo("/slack/options"));
        }
    }

    [Test]
    public void The_commands_are_incident_and_its_short_form_with_people_as_ids()
    {
        var commands = _manifest.Commands.Select(command => ((string)command["command"]!, (bool)command["should_escape"]!));

        Assert.That(commands, Is.EqualTo(new[] { ("/incident", true), ("/inc", true) }));
    }

    [Test]
    public void The_hint_names_existing_commands()
    {
        var hints = _manifest.Commands.Select(command => (string)command["usage_hint"]!);

        var named = hints.SelectMany(hint => hint["[title] or ".Length..].Split(", ")).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hints, Has.All.StartWith("[title] or "));
            Assert.That(named.Where(word => CommandCatalog.Find(word)?.Name != word), Is.Empty);
        }
    }

    [Test]
    public void The_shortcuts_are_the_handled_ones()
    {
        var shortcuts = _manifest.Shortcuts.Select(shortcut => ((string)shortcut["type"]!, (string)shortcut["callback_id"]!));

        Assert.That(shortcuts, Is.EquivalentTo(new[]
        {
            ("global", Buttons.Declare), ("message", ShortcutHandler.DeclareFromMessage), ("message", ShortcutHandler.AddToTimeline),
        }));
    }

    [Test]
    public void The_events_are_the_handled_ones()
    {
        var handled = SlackUse.HandledEvents();

        var heard = SlackUse.ReadableEvents().Where(read => handled.Contains(read.Value)).Select(read => read.Key);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(handled, Has.Count.GreaterThan(8));
            Assert.That(_manifest.Events, Is.EquivalentTo(heard));
        }
    }

    [Test]
    public void The_scopes_are_those_of_the_used_methods_and_events()
    {
        var methods = SlackUse.WebApiMethods();

        var needed = methods.SelectMany(method => NeededScopes.ByMethod[method])
            .Concat(_manifest.Events.SelectMany(name => NeededScopes.ByEvent[name]))
            .Append("commands")
            .Distinct();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(methods, Has.Count.GreaterThan(15).And.Contains("views.open").And.Contains("conversations.create"));
            Assert.That(_manifest.Scopes, Is.EquivalentTo(needed));
        }
    }

    [Test]
    public void The_app_has_tabs_for_its_views_and_messages()
    {
        var home = _manifest.Root["features"]!["app_home"]!;

        Assert.That(((bool)home["home_tab_enabled"]!, (bool)home["messages_tab_enabled"]!, (bool)_manifest.Root["settings"]!["interactivity"]!["is_enabled"]!), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Each_scope_has_a_comment_with_its_reason()
    {
        var lines = File.ReadAllLines(Repository.PathOf("slack-manifest.yaml"));

        var unexplained = _manifest.Scopes.Where(scope => !lines.Any(line => line.TrimStart().StartsWith($"- {scope} ", StringComparison.Ordinal) && line.Contains("# ", StringComparison.Ordinal)));

        Assert.That(unexplained, Is.Empty);
    }

    [Test]
    public void Slacks_limits_are_kept()
    {
        var name = _manifest.Text("display_information", "name");
        var description = _manifest.Text("display_information", "description");
        var botName = _manifest.Text("features", "bot_user", "display_name");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(name, Has.Length.InRange(1, 35));
            Assert.That(description, Has.Length.InRange(1, 140));
            Assert.That(botName, Does.Match(@"^[a-z0-9\-_.]{1,80}$"));
            Assert.That(_manifest.Commands.Select(command => (string)command["command"]!), Has.All.Length.LessThanOrEqualTo(32));
            Assert.That(_manifest.Shortcuts.Select(shortcut => (string)shortcut["name"]!), Has.All.Length.InRange(1, 24));
            Assert.That(_manifest.Shortcuts.Select(shortcut => (string)shortcut["description"]!), Has.All.Length.InRange(1, 150));
        }
    }

    private static IEnumerable<string> Routes()
    {
        IEndpointRouteBuilder app = BotApplication.Build(["--Slack:BotToken=xoxb-1-2-abc", "--Slack:SigningSecret=8f74"], TimeProvider.System);
        return app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => route.StartsWith("/slack/", StringComparison.Ordinal));
    }
}
