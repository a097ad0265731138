using System.Globalization;

namespace IncidentBot.Core.Incidents;

/// <summary>An incident's number, from 1, never reused. Users write it as <c>INC-42</c>.</summary>
public readonly record struct IncidentId
{
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public IncidentId(long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        Number = number;
    }

    public long Number { get; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"INC-{Number}");

    /// <summary>Reads the forms that users type: <c>42</c>, <c>#42</c>, <c>INC-42</c> or <c>inc-42-some-title</c>.</summary>
    public static bool TryParse(string? text, out IncidentId id)
    {
        id = default;
        var digits = (text ?? "").Trim().TrimStart('#');
        if (digits.StartsWith("inc-", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[4..];
            var end = digits.IndexOf('-', StringComparison.Ordinal);
            if (end >= 0)
                digits = digits[..end];
        }

        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return false;
        id = new IncidentId(number);
        return true;
    }
}
