using System.Text;

namespace IncidentBot.Operations;

/// <summary>Reads lines of which none can fill the memory: the rest of one that is too long is passed over.</summary>
internal sealed class BoundedLines(TextReader input)
{
    public const int Longest = 1024 * 1024;

    // Of a line that is too long: enough to tell whose it is.
    private const int Head = 4096;

    private readonly char[] buffer = new char[16 * 1024];
    private int at;
    private int filled;
    private long number;

    public readonly record struct Line(long Number, string Text, bool IsTooLong);

    /// <summary>The next line without its end, of one that is too long only how it begins; null when there is none.</summary>
    public async Task<Line?> ReadAsync()
    {
        var line = new StringBuilder();
        var isTooLong = false;
        while (at < filled || await FillAsync())
        {
            var end = buffer.AsSpan(at, filled - at).IndexOf('\n');
            var taken = end < 0 ? filled - at : end;
            isTooLong |= line.Length + taken > Longest;
            if (!isTooLong)
                line.Append(buffer, at, taken);
            at += end < 0 ? taken : taken + 1;
            if (end >= 0)
                return new Line(++number, Read(line, isTooLong), isTooLong);
        }

        return line.Length > 0 || isTooLong ? new Line(++number, Read(line, isTooLong), isTooLong) : null;
    }

    private static string Read(StringBuilder line, bool isTooLong) => isTooLong ? line.ToString(0, Math.Min(line.Length, Head)) : line.ToString();

    private async Task<bool> FillAsync()
    {
        (at, filled) = (0, await input.ReadAsync(buffer));
        return filled > 0;
    }
}
