using System.Globalization;
using System.Text.Encodings.Web;
using IncidentBot.Core.StatusPage;
using IncidentBot.StatusPage.Feeds;
using IncidentBot.StatusPage.Serving;

namespace IncidentBot.StatusPage;

/// <summary>A small image for a README or a footer. The colour only repeats the text.</summary>
internal static class Badge
{
    private const double Character = 6.6;
    private const int Side = 10;

    public static string Render(PageContext context)
    {
        var (words, colour) = context.StaleSince is not null ? ("unknown", "#5b6460") : Look(context.Model.Overall.Indicator);
        const string label = "status";
        var left = Width(label);
        var right = Width(words);
        var written = context.IsCopy ? $", written {context.Now.DateAndTime()}" : "";
        var name = HtmlEncoder.Default.Encode(XmlText.Clean($"{context.Settings.Name}: {words}{written}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{name}">
            <title>{name}</title>
            <rect width="{left + right}" height="20" rx="4" fill="{colour}"/>
            <path d="M4 0h{left - 4}v20H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" fill="#3a413e"/>
            <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
            <text x="{left / 2.0}" y="14">{label}</text>
            <text x="{left + (right / 2.0)}" y="14">{words}</text>
            </g>
            </svg>

            """);
    }

    // White text on each of these colours has a contrast of at least 4.5:1.
    private static (string Words, string Colour) Look(PageIndicator indicator) => indicator switch
    {
        PageIndicator.None => ("operational", "#2a7553"),
        PageIndicator.Maintenance => ("maintenance", "#2f5fa8"),
        PageIndicator.Minor => ("degraded", "#8f5d00"),
        PageIndicator.Major => ("partial outage", "#b3460b"),
        _ => ("major outage", "#b3202c"),
    };

    private static int Width(string words) => (int)Math.Ceiling(words.Length * Character) + (2 * Side);
}
