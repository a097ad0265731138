using System.Net.Http.Json;
using System.Text.Json;
using IncidentBot.Playground;
using IncidentBot.Playground.Scene;
using IncidentBot.SlackEmulator;

namespace IncidentBot.EndToEnd.Playground;

/// <summary>A running playground, with the requests of its page.</summary>
internal sealed class Play : IAsyncDisposable
{
    // A busy machine is slow, not wrong; only a test that fails waits this long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PlaygroundApplication playground;

    private Play(PlaygroundApplication playground)
    {
        this.playground = playground;
        Http = new HttpClient { BaseAddress = playground.Address };
    }

    public HttpClient Http { get; }

    public Uri Address => playground.Address;

    public string Folder => playground.Folder.Path;

    public SlackWorkspace Workspace => playground.Workspace;

    public SlackChannel? Room => Workspace.Channels.FirstOrDefault(channel => channel.Name.StartsWith("inc-", StringComparison.Ordinal));

    public static async Task<Play> StartAsync() =>
        new(await PlaygroundApplication.StartAsync(new PlaygroundOptions { Port = 0, OpenBrowser = false, AnswerLimit = TimeSpan.FromSeconds(20) }, CancellationToken.None));

    /// <summary>Posts like the page and returns the JSON. Any status but 200 fails the test.</summary>
    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), text);
        return JsonElement.Parse(text);
    }

    public Task<JsonElement> ActAsync(Player who, string gesture, object body) => PostAsync($"/api/people/{who.Id}/{gesture}", body);

    public Task<JsonElement> CommandAsync(Player who, string text, string? channel = null) =>
        ActAsync(who, "command", new { channel = channel ?? Cast.General, command = "/incident", text });

    /// <summary>Declares, and waits until the room has its headline and its declarer.</summary>
    public async Task<SlackChannel> DeclareAsync()
    {
        await CommandAsync(Cast.Maya, "declare critical: API answers with errors");
        await UntilAsync(() => Room is { Pins.Count: > 0 } room && room.Members.Contains(Cast.Maya.Id), "a room with a headline");
        return Room!;
    }

    /// <summary>The next event on a person's live stream that satisfies the condition.</summary>
    public async Task<JsonElement> SeeAsync(Player who, string happening, Func<JsonElement, bool> condition, string? channel = null)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        using var stream = new StreamReader(await Http.GetStreamAsync($"/api/live?as={who.Id}&channel={channel}", limit.Token));
        var current = "";
        while (await stream.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                current = line["event: ".Length..];
            else if (current == happening && line.StartsWith("data: ", StringComparison.Ordinal) && JsonElement.Parse(line["data: ".Length..]) is var seen && condition(seen))
                return seen;
        }

        throw new InvalidOperationException($"The stream ended before {happening} was as wanted.");
    }

    public Task<JsonElement> SeeMachineAsync(Func<JsonElement, bool> condition) => SeeAsync(Cast.Maya, "machine", condition);

    public Task UntilAsync(Func<bool> condition, string what) => Workspace.WaitForAsync(_ => condition(), what, Patience);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await playground.DisposeAsync();
    }
}
