using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace IncidentBot.Observability;

/// <summary>Writes a log event without its secrets. It works on the finished line, so it covers the message, properties, scopes and exceptions alike.</summary>
internal sealed class RedactingFormatter(ITextFormatter inner, Redactor redactor) : ITextFormatter
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    /// <summary>Text for a person at a terminal.</summary>
    public static RedactingFormatter Text(Redactor redactor) => new(new MessageTemplateTextFormatter(Line), redactor);

    /// <summary>One JSON object per line, for a log collector.</summary>
    public static RedactingFormatter Json(Redactor redactor) => new(new RenderedCompactJsonFormatter(), redactor);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter();
        inner.Format(logEvent, line);
        output.Write(redactor.Redact(line.ToString()));
    }
}
