using System.Globalization;
using System.Text;

namespace IncidentBot.Subscriptions.Mail;

/// <summary>What a mail server answered.</summary>
/// <param name="Code">Three digits: 2 done, 3 go on, 4 not now, 5 never.</param>
/// <param name="Lines">The text of each line.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsDone => Code is >= 200 and < 300;

    public bool IsForNow => Code is >= 400 and < 500;

    /// <summary>The code, with the finer one that most servers put before their text (RFC 3463). The text itself may repeat an address.</summary>
    public string Short => Lines is [var first, ..] && first.Split(' ', 2)[0] is { Length: >= 5 and <= 9 } fine && fine[1] == '.' && fine.All(character => char.IsAsciiDigit(character) || character == '.')
        ? string.Create(CultureInfo.InvariantCulture, $"{Code} {fine}")
        : Code.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Lines over a connection. What it cannot read as a reply is an <see cref="IOException"/>, like a connection that broke.</summary>
internal sealed class SmtpWire(Stream stream)
{
    // RFC 5321 4.5.3.1.5 allows 512 in a line.
    private const int LongestLine = 4_096;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[LongestLine];
    private int _start;
    private int _end;

    public Stream Stream => stream;

    /// <summary>Whether the other side has said more than it was asked: before TLS that is somebody in between.</summary>
    public bool HasUnread => _start < _end;

    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await SendAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    public async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599)
                throw new IOException("The mail server answered with something that is no reply.");
            texts.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new SmtpReply(code, texts);
            if (texts.Count == MostLines)
                throw new IOException("The mail server answers without end.");
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = _start;
        while (true)
        {
            var found = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, _start, searched + found - _start).TrimEnd('\r');
                _start = searched + found + 1;
                return line;
            }

            searched = Compact();
            if (_end == _buffer.Length)
                throw new IOException("The mail server's line is too long.");
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
                throw new IOException("The mail server closed the connection.");
            _end += read;
        }
    }

    /// <returns>Where what is still to be searched begins.</returns>
    private int Compact()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        return _end;
    }
}
