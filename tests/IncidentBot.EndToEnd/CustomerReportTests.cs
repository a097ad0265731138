using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace IncidentBot.EndToEnd;

/// <summary>"I see something else": readers of the public page write to an incident's team (R38).</summary>
internal sealed class CustomerReportTests
{
    private const string Form = "/status/incidents/1/reader";

    [Test, Requirement("R38")]
    public async Task A_readers_message_is_posted_in_the_room_once_and_marked_as_unverified()
    {
        await using var world = await World.StartAsync();
        var room = await PublicIncidentAsync(world);
        await room.RunAsync(world.Linus, "messenger me");

        var page = await world.Http.GetStringAsync("/status/incidents/1");
        var sent = await SendAsync(world, "My invoices are missing, not only late.", "ann@example.org");
        await SendAsync(world, "My invoices are missing, not only late.", "ann@example.org");
        await room.UntilSaidAsync("My invoices are missing");
        await room.SettleAsync(world.Ada);
        var message = room.Messages.Single(one => one.Everything.Contains("My invoices", StringComparison.Ordinal));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("Do you see something else?").And.Contain($"action=\"{Form}\"").And.Not.Contain("<script>"));
            Assert.That(sent.RequestMessage!.RequestUri!.AbsolutePath, Is.EqualTo("/status/incidents/1/thanks"), "reloading sends nothing again");
            Assert.That(await sent.Content.ReadAsStringAsync(), Does.Contain("Thank you"));
            Assert.That(sent.Headers.Contains("Set-Cookie"), Is.False);
            Assert.That(message.Text, Does.Contain(world.Linus.Id).And.Contain("It is not verified; please check it").And.Not.Contain("invoices"), "a notification shows our text, not the reader's");
            Assert.That(message.Everything, Does.Contain("Contact: ann@example.org"));
        }
    }

    [Test]
    public async Task A_readers_message_has_no_mentions_links_or_formatting()
    {
        await using var world = await World.StartAsync();
        var room = await PublicIncidentAsync(world);

        await SendAsync(world, "<!channel> <@U0ADA0001> <https://evil.example|click> *x* marker-1 \u202Eevil");
        await room.UntilSaidAsync("marker-1");
        var message = room.Messages.Single(one => one.Everything.Contains("marker-1", StringComparison.Ordinal));

        Assert.That(message.Everything, Does.Contain("\"type\":\"plain_text\",\"text\":\"<!channel>").Or.Contain("\"type\":\"plain_text\",\"text\":\"\\u003C!channel"));
        Assert.That(message.Text, Does.Not.Contain("channel"));
    }

    [Test]
    public async Task Private_closed_and_unknown_incidents_refuse_messages_alike()
    {
        await using var world = await World.StartAsync();
        var room = await PublicIncidentAsync(world);
        await world.DeclareByFormAsync(world.Ada, ("kind", "private"));
        await world.DeclareAsync("critical: never public");

        var secret = await PostAsync(world, "/status/incidents/2/reader", ("text", "x"));
        var unpublished = await PostAsync(world, "/status/incidents/3/reader", ("text", "x"));
        var unknown = await PostAsync(world, "/status/incidents/99/reader", ("text", "x"));
        await room.RunAsync(world.Ada, "false-positive a load test");
        var over = await PostAsync(world, Form, ("text", "x"));
        var page = await world.Http.GetStringAsync("/status/incidents/1");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(secret.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(await BodyOfAsync(secret), Is.EqualTo(await BodyOfAsync(unknown)).And.EqualTo(await BodyOfAsync(unpublished)));
            Assert.That(over.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(page, Does.Not.Contain("something else?"));
        }
    }

    [Test]
    public async Task Bots_floods_and_long_messages_are_refused()
    {
        await using var world = await World.StartAsync();
        var room = await PublicIncidentAsync(world);

        var trapped = await PostAsync(world, Form, ("text", "buy now"), ("website", "https://spam.example"));
        var blank = await PostAsync(world, Form, ("text", " \u200B "));
        var tooLong = await PostAsync(world, Form, ("text", new string('x', 1001)));
        var huge = await PostAsync(world, Form, ("text", new string('x', 100_000)));
        var json = await world.Http.PostAsync(Form, new StringContent("{}", Encoding.UTF8, "application/json"));
        var broken = await world.Http.PostAsync(Form, new ByteArrayContent([.. Enumerable.Repeat((byte)'&', 5000)]) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } });
        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, Form) { Content = new FormUrlEncodedContent([new("text", "x")]), Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        var crossSite = await world.Http.SendAsync(elsewhere);
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 7; number++)
            statuses.Add((await PostAsync(world, Form, ("text", $"word {number}"))).StatusCode);
        await room.UntilSaidAsync("word 4");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(trapped.StatusCode, Is.EqualTo(HttpStatusCode.OK), "a bot gets no hint");
            Assert.That(blank.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(tooLong.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(huge.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
            Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge).Or.EqualTo(HttpStatusCode.BadRequest));
            Assert.That((int)broken.StatusCode, Is.InRange(400, 499));
            Assert.That(crossSite.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(statuses, Is.EqualTo(Enumerable.Repeat(HttpStatusCode.OK, 5).Concat(Enumerable.Repeat(HttpStatusCode.TooManyRequests, 2))));
            Assert.That(room.Words, Does.Not.Contain("buy now"));
        }
    }

    [Test]
    public async Task With_the_form_switched_off_the_page_has_no_form_and_posts_are_refused()
    {
        await using var world = await World.StartAsync("--StatusPage:AskReaders=false");
        await PublicIncidentAsync(world);

        Assert.That(await world.Http.GetStringAsync("/status/incidents/1"), Does.Not.Contain("something else?"));
        Assert.That((await PostAsync(world, Form, ("text", "x"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<Room> PublicIncidentAsync(World world)
    {
        var room = await world.DeclareAsync();
        await room.RunAsync(world.Grace, "statuspage");
        await world.UntilFormAsync(world.Grace, "What customers read");
        await world.Grace.SubmitAsync([]);
        await world.Grace.SubmitAsync([]);
        await room.UntilSaidAsync("Customers were told");
        return room;
    }

    private static Task<HttpResponseMessage> SendAsync(World world, string text, string contact = "") => PostAsync(world, Form, ("text", text), ("contact", contact), ("website", ""));

    private static Task<HttpResponseMessage> PostAsync(World world, string path, params (string Name, string Value)[] fields) =>
        world.Http.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    // Without the time at the foot of the page.
    private static async Task<string> BodyOfAsync(HttpResponseMessage answer) => (await answer.Content.ReadAsStringAsync()).Split("As of")[0];
}
