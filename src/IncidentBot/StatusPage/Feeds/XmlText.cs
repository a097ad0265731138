using System.Text;
using System.Xml;

namespace IncidentBot.StatusPage.Feeds;

/// <summary>Replaces the characters that XML does not allow. A feed with one of them could not be parsed.</summary>
internal static class XmlText
{
    private const char Replacement = '\uFFFD';

    public static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : Replacement);
        }

        return clean.ToString();
    }
}
