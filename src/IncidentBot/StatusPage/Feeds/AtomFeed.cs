using System.Text;
using System.Xml;
using IncidentBot.StatusPage.Serving;
using NodaTime;

namespace IncidentBot.StatusPage.Feeds;

/// <summary>The history as Atom (RFC 4287).</summary>
internal static class AtomFeed
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    public static byte[] Write(PageContext context) => FeedWriting.Write(xml =>
    {
        var entries = FeedEntry.Of(context);
        xml.WriteStartElement("feed", Namespace);
        xml.WriteAttributeString("xml", "lang", null, "en");
        xml.WriteElementString("id", Namespace, $"tag:{FeedEntry.Host(context)},2005:/history");
        xml.WriteElementString("title", Namespace, XmlText.Clean($"{context.Settings.Name} Status - Incident History"));
        xml.WriteElementString("subtitle", Namespace, FeedEntry.About(context));
        xml.WriteElementString("updated", Namespace, FeedEntry.Newest(context, entries).Rfc3339());
        Link(xml, "alternate", "text/html", context.Link("status"));
        Link(xml, "self", "application/atom+xml", context.Link("history.atom"));
        xml.WriteStartElement("author", Namespace);
        xml.WriteElementString("name", Namespace, XmlText.Clean(context.Settings.Name));
        xml.WriteEndElement();
        foreach (var entry in entries)
            Write(xml, entry);
        xml.WriteEndElement();
    });

    private static void Write(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        xml.WriteElementString("id", Namespace, entry.Id);
        xml.WriteElementString("published", Namespace, entry.PublishedAt.Rfc3339());
        xml.WriteElementString("updated", Namespace, entry.UpdatedAt.Rfc3339());
        Link(xml, "alternate", "text/html", entry.Link);
        xml.WriteElementString("title", Namespace, XmlText.Clean(entry.Title));
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(entry.Html);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string type, Uri address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address.AbsoluteUri);
        xml.WriteEndElement();
    }
}

internal static class FeedWriting
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true };

    public static byte[] Write(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartDocument();
            write(xml);
            xml.WriteEndDocument();
        }

        return bytes.ToArray();
    }
}
