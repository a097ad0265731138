using System.Globalization;
using System.Xml;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage.Feeds;

/// <summary>The history as RSS 2.0.</summary>
internal static class RssFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(PageContext context) => FeedWriting.Write(xml =>
    {
        var entries = FeedEntry.Of(context);
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, Atom);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", XmlText.Clean($"{context.Settings.Name} Status - Incident History"));
        xml.WriteElementString("link", context.Link("status").AbsoluteUri);
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", "self");
        xml.WriteAttributeString("type", "application/rss+xml");
        xml.WriteAttributeString("href", context.Link("history.rss").AbsoluteUri);
        xml.WriteEndElement();
        xml.WriteElementString("description", FeedEntry.About(context));
        xml.WriteElementString("language", "en");
        xml.WriteElementString("pubDate", Date(FeedEntry.Newest(context, entries)));
        foreach (var entry in entries)
            Write(xml, entry);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void Write(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", XmlText.Clean(entry.Title));
        xml.WriteElementString("description", entry.Html);
        xml.WriteElementString("pubDate", Date(entry.PublishedAt));
        xml.WriteElementString("link", entry.Link.AbsoluteUri);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(entry.Id);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // RSS requires the format of RFC 822.
    private static string Date(Instant instant) => instant.ToDateTimeUtc().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
