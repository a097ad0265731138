using IncidentBot.Core.Tests;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>The list of routes is complete.</summary>
internal sealed class PublicRoutesTests
{
    [Test]
    public async Task The_list_for_the_privacy_tests_has_every_route_of_the_server()
    {
        await using var app = BotApplication.Build(
            ["--Slack:BotToken=xoxb-1-2-abc", "--Slack:SigningSecret=8f74", "--Subscriptions:Smtp:Host=127.0.0.1", "--Subscriptions:Smtp:From=status@example.com", "--StatusPage:Url=https://status.example.com"],
            TimeProvider.System);

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!);

        Assert.That(routes.Distinct(), Is.EquivalentTo(PublicRoutes.All.Keys), "add a new route to PublicRoutes, with addresses that would show a confidential incident");
    }
}
