using System.Globalization;
using System.Net;
using IncidentBot.Slack.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Benchmarks.Limit;

/// <summary>
/// The smallest program that accepts a signed command and answers only when it is durable: no routing, no parsing beyond the form, one row. The product is compared
/// with it in the same run, because a ratio is comparable between machines.
/// </summary>
internal static class LimitApp
{
    /// <param name="store">The store of the row.</param>
    /// <param name="secret">The secret that signs requests.</param>
    public static async Task RunAsync(ILimitStore store, string secret)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information));
        await using var app = builder.Build();
        app.Run(http => AnswerAsync(http, store, secret));
        await app.RunAsync();
    }

    private static async Task AnswerAsync(HttpContext http, ILimitStore store, string secret)
    {
        var headers = http.Request.Headers;
        var body = new byte[http.Request.ContentLength ?? 0];
        await http.Request.Body.ReadExactlyAsync(body);
        var signature = headers[SlackSignature.SignatureHeader].ToString();
        if (SlackSignature.Verify([secret], headers[SlackSignature.TimestampHeader], signature, body, DateTimeOffset.UtcNow) != SignatureVerdict.Valid
            || !SlashCommand.TryParse(body, out var command))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await store.WriteAsync(signature, command.Text);
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"response_type":"ephemeral","text":"Declared with {{command.Text.Length}} characters"}"""));
    }
}
