using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IncidentBot.Tests.Subscriptions.Support;

/// <summary>A listener that follows a script: for what no mail server does on purpose.</summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <param name="script">What it does on each connection; afterwards it closes it.</param>
    public ScriptedMailServer(Func<Conversation, Task> script)
    {
        _listener.Start();
        _serving = ServeAsync(script);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<Conversation, Task> script)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(script, client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Func<Conversation, Task> script, TcpClient client)
    {
        await using var conversation = new Conversation(client.GetStream(), _stop.Token);
        try
        {
            await script(conversation);
        }
        catch (Exception gone) when (gone is IOException or AuthenticationException)
        {
            // The client hung up.
        }
    }

    internal sealed class Conversation(Stream stream, CancellationToken stop) : IAsyncDisposable
    {
        private Stream _stream = stream;

        /// <summary>The lines it was sent.</summary>
        public List<string> Lines { get; } = [];

        public Task SayAsync(string line) => _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop).AsTask();

        /// <summary>Reads a line and answers it.</summary>
        public async Task AnswerAsync(string line)
        {
            await ReadLineAsync();
            await SayAsync(line);
        }

        /// <summary>The next line; null when the client has closed the connection.</summary>
        public async Task<string?> ReadLineAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, stop) > 0)
            {
                line.Add(one[0]);
                if (line is not [.., (byte)'\r', (byte)'\n'])
                    continue;
                Lines.Add(Encoding.UTF8.GetString([.. line.SkipLast(2)]));
                return Lines[^1];
            }

            return null;
        }

        /// <summary>Greets the client and answers EHLO.</summary>
        public async Task GreetAsync()
        {
            await SayAsync("220 mx.example.com");
            await AnswerAsync("250-mx.example.com\r\n250 ENHANCEDSTATUSCODES");
        }

        /// <summary>Takes a mail up to the end of data.</summary>
        public async Task ReadMailAsync()
        {
            await AnswerAsync("250 OK");
            await AnswerAsync("250 OK");
            await AnswerAsync("354 Go on");
            while (await ReadLineAsync() is not ("." or null))
            {
            }
        }

        public async Task SecureAsync(X509Certificate2 certificate)
        {
            var secured = new SslStream(_stream);
            await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
            _stream = secured;
        }

        /// <summary>Until the test is over.</summary>
        public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);

        public ValueTask DisposeAsync() => _stream.DisposeAsync();
    }
}
