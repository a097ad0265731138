using NodaTime;

namespace IncidentBot.StatusPage.Serving;

/// <summary>The header, notices and footer around the content of a page.</summary>
internal sealed record PageLayout(StatusPageSettings Settings, Instant Now)
{
    /// <inheritdoc cref="PageContext.StaleSince"/>
    public Instant? StaleSince { get; init; }

    /// <inheritdoc cref="PageContext.IsCopy"/>
    public bool IsCopy { get; init; }

    /// <summary>The start of the page title; null shows only the name.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether this is the front page.</summary>
    public bool IsFront { get; init; }

    public string Title => Subject is null ? Settings.Name : $"{Subject} · {Settings.Name}";

    public SupportContact? Support => SupportContact.From(Settings.SupportAddress);

    public static PageLayout Of(PageContext context) =>
        new(context.Settings, context.Now) { StaleSince = context.StaleSince, IsCopy = context.IsCopy };
}

/// <summary>The contact for customers; a web or mail address becomes a link.</summary>
internal sealed record SupportContact(string Text, string? Link)
{
    public static SupportContact? From(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
            return null;
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp))
            return new SupportContact(uri.Host + uri.AbsolutePath.TrimEnd('/'), uri.AbsoluteUri);
        return new SupportContact(address, System.Net.Mail.MailAddress.TryCreate(address, out _) ? $"mailto:{address}" : null);
    }
}
