using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace IncidentBot.Observability;

/// <summary>
/// Writes a log event with the secrets blotted out. It works on the finished line, so it covers the message, every property, scopes
/// and the texts of exceptions alike.
/// </summary>
internal sealed class RedactingFormatter(ITextFormatter inner, Redactor redactor) : ITextFormatter
{
    private const string Line = "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    /// <summary>For a person at a terminal.</summary>
    public static RedactingFormatter Readable(Redactor redactor) => new(new MessageTemplateTextFormatter(Line), redactor);

    /// <summary>One JSON object a line, for whatever collects the logs.</summary>
    public static RedactingFormatter Json(Redactor redactor) => new(new JsonFormatter(renderMessage: true), redactor);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter();
        inner.Format(logEvent, line);
        output.Write(redactor.Redact(line.ToString()));
    }
}
