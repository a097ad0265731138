using System.Net;
using System.Text;
using System.Text.Json;
using IncidentBot.Configuration;
using IncidentBot.Tests.Configuration;
using IncidentBot.Wording;
using IncidentBot.WordingCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentBot.Tests.Wording;

internal sealed class CheckEndpointTests
{
    [Test]
    public async Task A_text_is_checked()
    {
        await using var app = await StartAsync();

        var (status, answer) = await PostAsync(app, """{"id":7,"kind":"incident","state":"monitoring","text":"It is resolved."}""");

        var finding = answer.GetProperty("findings").EnumerateArray().First(row => row.GetProperty("rule").GetString() == "STATE-RESOLVED-EARLY");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.GetProperty("id").GetInt32(), Is.EqualTo(7));
            Assert.That(finding.GetProperty("level").GetString(), Is.EqualTo("E"));
            Assert.That(finding.GetProperty("span").EnumerateArray().Select(end => end.GetInt32()), Is.EqualTo([6, 14]));
            Assert.That(finding.EnumerateObject().Select(member => member.Name), Is.EqualTo(["rule", "level", "span", "reason", "suggestion"]));
        }
    }

    [TestCase("", "not JSON")]
    [TestCase("[]", "JSON object")]
    [TestCase("""{"state":"monitoring"}""", "\"text\" is missing")]
    [TestCase("""{"text":"x","state":"done"}""", "investigating, identified")]
    [TestCase("""{"text":5,"state":"monitoring"}""", "\"text\" should be text")]
    public async Task What_cannot_be_read_is_said_in_a_sentence(string body, string sentence)
    {
        await using var app = await StartAsync();

        var (status, answer) = await PostAsync(app, body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(answer.GetProperty("error").GetString(), Does.Contain(sentence));
        }
    }

    [Test]
    public async Task A_book_is_refused([Values] bool saysItsLength)
    {
        await using var app = await StartAsync();
        HttpContent body = saysItsLength ? new StringContent(new string('x', 200_000)) : new StreamContent(new Unending(200_000));

        var (status, answer) = await PostAsync(app, body);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(answer.GetProperty("error").GetString(), Does.Contain("128 KiB"));
        }
    }

    [Test]
    public async Task An_operator_may_turn_it_off()
    {
        await using var app = await StartAsync(("Wording:Endpoint", "false"));

        var (status, _) = await PostAsync(app, """{"state":"monitoring","text":"It is resolved."}""");

        Assert.That(status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task It_knows_the_installation()
    {
        await using var app = await StartAsync(("Wording:Levels:NEXT-MISSING", "Off"), ("Wording:Jargon", "frobnicator"));

        var (_, answer) = await PostAsync(app, """{"state":"identified","text":"The frobnicator is slow."}""");

        var rules = answer.GetProperty("findings").EnumerateArray().Select(row => row.GetProperty("rule").GetString());
        Assert.That(rules, Does.Contain("JARGON").And.None.EqualTo("NEXT-MISSING"));
    }

    private static async Task<WebApplication> StartAsync(params (string Key, string? Value)[] settings)
    {
        var options = WordingOptions.Read(new SettingsReader(SettingsOf.Configuration(settings)).Section(WordingOptions.Section));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(options).AddSingleton(new WordingChecker(new WordingContext(), options.Rules, NodaTime.DateTimeZoneProviders.Tzdb)).AddSingleton<CheckEndpoint>();
        var app = builder.Build();
        app.MapWording();
        await app.StartAsync();
        return app;
    }

    private static Task<(HttpStatusCode, JsonElement)> PostAsync(WebApplication app, string body) => PostAsync(app, new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<(HttpStatusCode, JsonElement)> PostAsync(WebApplication app, HttpContent body)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        using var answer = await client.PostAsync("/api/v1/check", body);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    // Does not say how long it is.
    private sealed class Unending(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
