using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentBot.SlackEmulator;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IncidentBot.EndToEnd.Support;

/// <summary>The point at which a call is held.</summary>
internal enum Held
{
    /// <summary>The call has arrived, without an effect in Slack.</summary>
    OnArrival,

    /// <summary>The call took effect in Slack, and its response is held back.</summary>
    AfterItsEffect,
}

/// <summary>
/// A proxy between bots and Slack. It names every call, and can hold one of them until its caller is killed. A name depends on the content of the call, not
/// on its order: parallel calls have the same names in every run.
/// </summary>
internal sealed partial class SlackGate : IAsyncDisposable
{
    private const string NameKey = "name of the call";

    private readonly Lock gate = new();
    private readonly List<string> names = [];
    private readonly SlackWorkspace workspace;
    private readonly Balancer toSlack;
    private Trap? trap;

    private SlackGate(SlackWorkspace workspace, Balancer toSlack)
    {
        (this.workspace, this.toSlack) = (workspace, toSlack);
        toSlack.BeforeRequest = async request =>
        {
            var name = await NameAsync(request);
            request.HttpContext.Items[NameKey] = name;
            await HoldAsync(request, name, Held.OnArrival);
        };
        toSlack.BeforeAnswer = request => HoldAsync(request, (string)request.HttpContext.Items[NameKey]!, Held.AfterItsEffect);
    }

    /// <summary>The base address of Slack for a bot.</summary>
    public Uri ApiBaseUrl => new(toSlack.Address, "/api/");

    /// <summary>The latency of each call and of each response, so that a kill finds many calls in flight.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The calls since the last <see cref="Forget"/>, in order of arrival.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (gate)
                return [.. names];
        }
    }

    public static async Task<SlackGate> StartAsync(SlackEmulatorServer slack)
    {
        var toSlack = await Balancer.StartAsync();
        toSlack.Add(slack.BaseUrl);
        return new SlackGate(slack.Workspace, toSlack);
    }

    /// <summary>Resets the list of calls.</summary>
    public void Forget()
    {
        lock (gate)
            names.Clear();
    }

    /// <summary>Holds the next matching call; replaces any earlier order.</summary>
    /// <returns>The name of the call, once it is held.</returns>
    public Task<string> NextAsync(Func<string, bool> fits, Held when)
    {
        lock (gate)
        {
            trap = new Trap(fits, when, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
            return trap.Caught.Task;
        }
    }

    /// <summary>Stops holding calls.</summary>
    public void Open()
    {
        lock (gate)
            trap = null;
    }

    /// <summary>A call's name without its number, which similar calls share.</summary>
    public static string About(string name) => Number().Replace(name, "");

    public ValueTask DisposeAsync() => toSlack.DisposeAsync();

    private async Task HoldAsync(HttpRequest request, string name, Held when)
    {
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, TimeProvider.System, request.HttpContext.RequestAborted);
        lock (gate)
        {
            if (trap is not { } set || set.When != when || !set.Fits(name))
                return;
            trap = null;
            set.Caught.SetResult(name);
        }

        await new TaskCompletionSource().Task.WaitAsync(request.HttpContext.RequestAborted);
    }

    private async Task<string> NameAsync(HttpRequest request)
    {
        var arguments = await ArgumentsAsync(request);
        var words = new StringBuilder(request.Path.Value!["/api/".Length..]);
        if (arguments.TryGetValue("channel", out var channel))
            words.Append(" in ").Append(PlaceOf(channel));
        if (Texts.Select(text => arguments.GetValueOrDefault(text)).FirstOrDefault(text => text is not null) is { } said)
            words.Append(CultureInfo.InvariantCulture, $" \"{Short(Kernel(said))}\"");
        var name = words.ToString();
        lock (gate)
        {
            var before = names.Count(earlier => About(earlier) == name);
            if (before > 0)
                name += string.Create(CultureInfo.InvariantCulture, $" ({before + 1})");
            names.Add(name);
            return name;
        }
    }

    private static readonly string[] Texts = ["text", "topic", "purpose"];

    private static async Task<Dictionary<string, string>> ArgumentsAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true)
            return QueryHelpers.ParseQuery(body).ToDictionary(field => field.Key, field => field.Value.ToString());
        using var json = JsonDocument.Parse(body);
        return json.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String).ToDictionary(member => member.Name, member => member.Value.GetString()!);
    }

    private string PlaceOf(string channel) => workspace.Channels.FirstOrDefault(there => there.Id == channel) switch
    {
        { } room when room.Name.StartsWith("inc-", StringComparison.Ordinal) => "the room",
        { DirectWith: null } other => $"#{other.Name}",
        _ => "private",
    };

    /// <summary>The part of a text that is the same in every run: without numbers, times and people.</summary>
    public static string Kernel(string text) => Changing().Replace(text.ReplaceLineEndings(" "), "_");

    private static string Short(string text) => text.Length > 70 ? text[..70] + "…" : text;

    [GeneratedRegex(@"<[^>]*>|\d+(:\d+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Changing();

    [GeneratedRegex(@" \(\d+\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private sealed record Trap(Func<string, bool> Fits, Held When, TaskCompletionSource<string> Caught);
}
