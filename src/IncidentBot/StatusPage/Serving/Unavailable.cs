using System.Text;

namespace IncidentBot.StatusPage.Serving;

/// <summary>The response while the status is unknown. It says so, and never shows a green page.</summary>
internal sealed class Unavailable(StatusPageSettings settings, PageAssets assets)
{
    public PublicAnswer Page { get; } = Answer(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Status unknown</title>
        <link rel="stylesheet" href="{assets.Stylesheet.Address}">
        </head>
        <body>
        <main>
        <article class="alone">
        <h1>We cannot say how {System.Text.Encodings.Web.HtmlEncoder.Default.Encode(settings.Name)} is</h1>
        <p class="body">This page cannot read its own data at the moment. That says nothing about the service itself. Please try again in a minute.</p>
        </article>
        </main>
        </body>
        </html>

        """,
        "text/html; charset=utf-8");

    private readonly PublicAnswer _data = Answer(
        """{"error":"The status cannot be read at the moment. That says nothing about the service itself."}""",
        "application/json; charset=utf-8");

    public PublicAnswer For(PublicDocument document) => document.IsData ? _data : Page;

    private static PublicAnswer Answer(string text, string contentType) =>
        new(Encoding.UTF8.GetBytes(text), contentType) { StatusCode = StatusCodes.Status503ServiceUnavailable, CacheControl = "no-store" };
}
