using System.Net.Sockets;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>
/// A connection to the mail server that breaks when a reply does not end. MailKit keeps a reply in memory until its last line, and before TLS anyone on the
/// network path can send one.
/// </summary>
internal sealed class MailServerStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    // RFC 5321, 4.5.3.1.5 allows 512 bytes in a line. A certificate chain must fit in too.
    private const int LongestReply = 256 * 1024;

    private int _bytesOfReply;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Count(await base.ReadAsync(buffer, offset, count, cancellationToken));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await base.ReadAsync(buffer, cancellationToken));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _bytesOfReply = 0;
        return base.WriteAsync(buffer, offset, count, cancellationToken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _bytesOfReply = 0;
        return base.WriteAsync(buffer, cancellationToken);
    }

    private int Count(int bytes)
    {
        _bytesOfReply += bytes;
        return _bytesOfReply <= LongestReply ? bytes : throw new IOException("The mail server's reply does not end.");
    }
}
