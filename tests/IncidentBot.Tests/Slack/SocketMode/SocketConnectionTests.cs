using System.Net.WebSockets;
using System.Threading.Channels;
using IncidentBot.Slack.SocketMode;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack.SocketMode;

/// <summary>Frames and acknowledgements, byte by byte.</summary>
public sealed class SocketConnectionTests
{
    [TestCase(true, """{"envelope_id":"e1","payload":{"text":"done"}}""")]
    [TestCase(false, """{"envelope_id":"e1"}""")]
    public async Task The_answer_rides_in_the_acknowledgement_where_Slack_takes_one(bool accepts, string expected)
    {
        var acknowledgements = Channel.CreateUnbounded<string?>();
        await using var server = await SocketServer.StartAsync(async socket =>
        {
            await SocketServer.GreetAsync(socket);
            await SocketServer.SendAsync(socket, SocketServer.Command("e1", "help", accepts));
            await acknowledgements.Writer.WriteAsync(await SocketServer.ReceiveAsync(socket));
            await SocketServer.ReceiveAsync(socket);
        });

        await using var listening = new Listening(server.ApiBaseUrl, handle: (_, _) => Answer("""{"text":"done"}"""));

        Assert.That(await acknowledgements.Reader.ReadAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_message_in_many_frames_is_one_and_what_is_too_long_or_not_text_or_not_JSON_is_passed_over()
    {
        var acknowledgements = Channel.CreateUnbounded<string?>();
        await using var server = await SocketServer.StartAsync(async socket =>
        {
            await SocketServer.GreetAsync(socket);
            await SocketServer.SendAsync(socket, SocketServer.Command("e1", new string('x', 100_000)), frames: 9);
            await SocketServer.SendAsync(socket, SocketServer.Command("binary", "x"), type: WebSocketMessageType.Binary);
            await SocketServer.SendAsync(socket, "not JSON");
            await SocketServer.SendAsync(socket, SocketServer.Command("e2", new string('y', 30_000)), frames: 5);
            await acknowledgements.Writer.WriteAsync(await SocketServer.ReceiveAsync(socket));
            await SocketServer.ReceiveAsync(socket);
        });

        await using var listening = new Listening(server.ApiBaseUrl, Listening.Impatient with { MaxMessageBytes = 50_000 });
        var first = await acknowledgements.Reader.ReadAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo("""{"envelope_id":"e2"}"""));
            Assert.That(listening.Heard.Select(envelope => ((SlashCommandEnvelope)envelope).Payload.Text), Is.EqualTo(new[] { new string('y', 30_000) }));
            Assert.That(server.Opened, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Envelopes_are_handled_beside_each_other()
    {
        var second = new TaskCompletionSource();
        var acknowledgements = Channel.CreateUnbounded<string?>();
        await using var server = await SocketServer.StartAsync(async socket =>
        {
            await SocketServer.GreetAsync(socket);
            await SocketServer.SendAsync(socket, SocketServer.Command("slow", "slow"));
            await SocketServer.SendAsync(socket, SocketServer.Command("quick", "quick"));
            await acknowledgements.Writer.WriteAsync(await SocketServer.ReceiveAsync(socket));
            second.SetResult();
            await acknowledgements.Writer.WriteAsync(await SocketServer.ReceiveAsync(socket));
            await SocketServer.ReceiveAsync(socket);
        });

        await using var listening = new Listening(server.ApiBaseUrl, handle: async (envelope, cancellationToken) =>
        {
            if (envelope.EnvelopeId == "slow")
                await second.Task.WaitAsync(cancellationToken);
            return Acknowledgement.Empty;
        });

        Assert.That(await acknowledgements.Reader.ReadAsync(), Does.Contain("quick"));
        Assert.That(await acknowledgements.Reader.ReadAsync(), Does.Contain("slow"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_was_not_handled_is_not_acknowledged_and_the_connection_goes_on(bool throws)
    {
        var acknowledgements = Channel.CreateUnbounded<string?>();
        await using var server = await SocketServer.StartAsync(async socket =>
        {
            await SocketServer.GreetAsync(socket);
            await SocketServer.SendAsync(socket, SocketServer.Command("bad", "bad"));
            await SocketServer.SendAsync(socket, SocketServer.Command("good", "good"));
            await acknowledgements.Writer.WriteAsync(await SocketServer.ReceiveAsync(socket));
            await acknowledgements.Writer.WriteAsync(await SocketServer.ReceiveAsync(socket));
        });

        await using var listening = new Listening(server.ApiBaseUrl, handle: (envelope, _) => envelope.EnvelopeId switch
        {
            "good" => Answer(null),
            _ when throws => throw new ArithmeticException("a bug of ours"),
            _ => Task.FromResult<Acknowledgement?>(null),
        });
        var first = await acknowledgements.Reader.ReadAsync();
        await listening.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Does.Contain("good"));
            Assert.That(await acknowledgements.Reader.ReadAsync(), Is.Null, "only the goodbye");
        }
    }

    [Test]
    public async Task Stopping_finishes_the_answers_that_are_due_and_says_goodbye()
    {
        var begun = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var acknowledgements = Channel.CreateUnbounded<string?>();
        await using var server = await SocketServer.StartAsync(async socket =>
        {
            await SocketServer.GreetAsync(socket);
            await SocketServer.SendAsync(socket, SocketServer.Command("e1", "slow"));
            await acknowledgements.Writer.WriteAsync(await SocketServer.ReceiveAsync(socket));
            await acknowledgements.Writer.WriteAsync(await SocketServer.ReceiveAsync(socket));
        });
        await using var listening = new Listening(server.ApiBaseUrl, handle: async (_, cancellationToken) =>
        {
            begun.SetResult();
            await finish.Task.WaitAsync(cancellationToken);
            return Acknowledgement.Empty;
        });
        await begun.Task;

        var stopping = listening.StopAsync();
        await Eventually.IsTrueAsync(() => listening.Client.Status.ConnectedSince.Count == 0);
        finish.SetResult();
        await stopping;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await acknowledgements.Reader.ReadAsync(), Does.Contain("e1"));
            Assert.That(await acknowledgements.Reader.ReadAsync(), Is.Null);
        }
    }

    private static Task<Acknowledgement?> Answer(string? payload) => Task.FromResult<Acknowledgement?>(new Acknowledgement(payload));
}
