using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace IncidentBot.Benchmarks.Traffic;

/// <summary>A keep-alive connection with little cost for the load generator: it sends bytes, and parses only the necessary parts of a response.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[256 * 1024];

    public static async Task<Connection> OpenAsync(Uri server)
    {
        var connection = new Connection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return connection;
    }

    /// <returns>Whether the response was a 200 with <paramref name="expected"/> in its body.</returns>
    public async ValueTask<bool> AskAsync(ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> expected)
    {
        await socket.SendAsync(request);
        var read = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(read));
            if (received == 0)
                throw new IOException("The server closed the connection.");
            read += received;
            if (IsWhole(buffer.AsSpan(0, read)))
                return IsGood(buffer.AsSpan(0, read), expected.Span);
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0)
            return answer.EndsWith("0\r\n\r\n"u8);
        return Utf8Parser.TryParse(answer[(at + 16)..], out int length, out _) && answer.Length >= head + 4 + length;
    }

    private static bool IsGood(ReadOnlySpan<byte> answer, ReadOnlySpan<byte> expected) =>
        answer.StartsWith("HTTP/1.1 200"u8) && answer.IndexOf(expected) >= 0;
}
