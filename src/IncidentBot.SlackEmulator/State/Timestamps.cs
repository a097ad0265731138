using System.Globalization;

namespace IncidentBot.SlackEmulator;

/// <summary>Creates message timestamps and other IDs, unique and increasing even when the clock stands still.</summary>
internal sealed class Timestamps(TimeProvider clock)
{
    private long _last;
    private int _ids;

    /// <summary>The next timestamp: seconds and six digits, which count up while the clock stands still.</summary>
    public string Next()
    {
        var micros = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        _last = Math.Max(micros, _last + 100);
        return string.Create(CultureInfo.InvariantCulture, $"{_last / 1_000_000}.{_last % 1_000_000:D6}");
    }

    public string NextId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref _ids):X9}");

    /// <summary>Lets the next ids be higher than this one, whose prefix is one letter.</summary>
    public void Skip(string id) => _ids = Math.Max(_ids, int.Parse(id.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    /// <summary>Compares two timestamps as Slack does: by time, not by text.</summary>
    public static int Compare(string left, string right) => Value(left).CompareTo(Value(right));

    public static bool IsValid(string ts) => decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static decimal Value(string ts) => decimal.Parse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
