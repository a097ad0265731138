using IncidentBot.Core.Tests;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.StatusPage;

/// <summary>The list of routes is the server's.</summary>
internal sealed class PublicRoutesTests
{
    [Test]
    public async Task Every_route_of_the_server_is_in_the_list_that_the_privacy_tests_read()
    {
        await using var app = BotApplication.Build(
            ["--Slack:BotToken=xoxb-1-2-abc", "--Slack:SigningSecret=8f74", "--Subscriptions:Smtp:Host=127.0.0.1", "--Subscriptions:Smtp:From=status@example.com", "--StatusPage:Url=https://status.example.com"],
            TimeProvider.System);

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!);

        Assert.That(routes.Distinct(), Is.EquivalentTo(PublicRoutes.All.Keys), "a new route belongs into PublicRoutes, with addresses that would show a confidential incident");
    }
}
