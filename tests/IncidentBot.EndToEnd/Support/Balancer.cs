using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentBot.EndToEnd.Support;

/// <summary>A proxy before several servers. It sends each request to the next server in turn, or to all at once.</summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly HttpClient http = new();
    private ImmutableList<Uri> targets = [];
    private int turn;

    private Balancer(WebApplication web) => this.web = web;

    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Sends every request to all servers at the same moment, like a repeated delivery, and returns the first server's response.</summary>
    public bool ToAll { get; set; }

    /// <summary>Sends every request a second time, after its response, to the next server, as Slack does after a timeout.</summary>
    public bool Again { get; set; }

    /// <summary>The responses of each server while <see cref="ToAll"/> or <see cref="Again"/> was set, request by request.</summary>
    public ImmutableList<IReadOnlyList<string>> AnswersOfAll { get; private set; } = [];

    /// <summary>Called with a request before any server gets it. The body can be read.</summary>
    public Func<HttpRequest, Task> BeforeRequest { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after a server's response, before the response is passed on.</summary>
    public Func<HttpRequest, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    public static async Task<Balancer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var balancer = new Balancer(web);
        web.Run(balancer.PassOnAsync);
        await web.StartAsync();
        return balancer;
    }

    public void Add(Uri target) => ImmutableInterlocked.Update(ref targets, all => all.Add(target));

    public void Remove(Uri target) => ImmutableInterlocked.Update(ref targets, all => all.Remove(target));

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        body.Position = 0;
        context.Request.Body = body;
        await BeforeRequest(context.Request);
        var all = targets;
        var first = all[(int)((uint)Interlocked.Increment(ref turn) % all.Count)];
        var chosen = ToAll ? [first, .. all.Remove(first)] : new[] { first };

        var answers = await Task.WhenAll(chosen.Select(target => SendAsync(context.Request, body.ToArray(), target)));
        if (Again)
        {
            var next = all[(all.IndexOf(first) + 1) % all.Count];
            answers = [.. answers, await SendAsync(context.Request, body.ToArray(), next)];
        }

        if (ToAll || Again)
            AnswersOfAll = AnswersOfAll.Add([.. answers.Select(answer => answer.Body)]);
        await BeforeAnswer(context.Request);
        context.Response.StatusCode = answers[0].Status;
        context.Response.ContentType = answers[0].ContentType;
        await context.Response.WriteAsync(answers[0].Body);
    }

    private async Task<(int Status, string? ContentType, string Body)> SendAsync(HttpRequest asked, byte[] body, Uri target)
    {
        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(target, asked.Path + asked.QueryString));
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in asked.Headers.Where(header => header.Key is not ("Host" or "Content-Length" or "Transfer-Encoding" or "Connection")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync());
    }
}
