using System.Globalization;

namespace IncidentBot.Configuration;

/// <summary>A colour as style sheets write it, and how well it can be told from another (WCAG 2.2, contrast ratio).</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour White = new(255, 255, 255);

    public static readonly Colour Black = new(0, 0, 0);

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads <c>#1f5b4c</c>.</summary>
    public static bool TryParse(string text, out Colour colour)
    {
        colour = default;
        if (text is not ['#', _, _, _, _, _, _] || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            return false;
        colour = new Colour((byte)(number >> 16), (byte)(number >> 8), (byte)number);
        return true;
    }

    /// <summary>From 1, the same, to 21, black on white.</summary>
    public double ContrastTo(Colour other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>The nearest colour on the way to another that can be read on all of these grounds.</summary>
    /// <param name="towards">Black or white: what can surely be read there.</param>
    /// <param name="grounds">What text stands on.</param>
    /// <param name="least">The contrast it needs.</param>
    public Colour ReadableOn(IReadOnlyList<Colour> grounds, Colour towards, double least)
    {
        for (var step = 0; step < 100; step++)
        {
            var mixed = Mix(towards, step / 100.0);
            if (grounds.All(ground => mixed.ContrastTo(ground) >= least))
                return mixed;
        }

        return towards;
    }

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private Colour Mix(Colour other, double part) => new(Mix(Red, other.Red, part), Mix(Green, other.Green, part), Mix(Blue, other.Blue, part));

    private static byte Mix(byte from, byte to, double part) => (byte)Math.Round(from + ((to - from) * part));

    private static double Linear(byte channel) => channel / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}
