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

    private static readonly Redactor Redactor = new([SigningSecret, "short", "pass+word+1"]);

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
    public void Blots_out_what_opens_a_door(string pattern)
    {
        var secret = pattern.Replace("%%", "\0", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal).Replace('\0', '%');

        var line = Redactor.Redact($"called with \"{secret}\" and went on");

        Assert.That(line, Is.EqualTo("called with \"***\" and went on"));
    }

    [TestCase("Posted to channel C012 of incident 7")]
    [TestCase("https://slack.com/api/chat.postMessage")]
    [TestCase("a short word stays although somebody configured it as a secret")]
    [TestCase("foxbox-1 and xoxo stay")]
    public void Leaves_ordinary_words_alone(string line)
    {
        Assert.That(Redactor.Redact(line), Is.EqualTo(line));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Nothing_secret_reaches_the_log_by_message_property_scope_or_exception(bool readable)
    {
        using var written = new StringWriter();
        var format = readable ? RedactingFormatter.Readable(Redactor) : RedactingFormatter.Json(Redactor);
        using var serilog = new LoggerConfiguration().WriteTo.Sink(new WriterSink(format, written)).CreateLogger();
        using var loggers = new SerilogLoggerFactory(serilog);
        var logger = loggers.CreateLogger("Test");

        using (logger.BeginScope(new Dictionary<string, object> { ["Header"] = $"Bearer {BotToken}" }))
            logger.LogError(new InvalidOperationException($"refused {BotToken}"), "Said {Body} with {Secret} and {Password}", $"token={BotToken}", SigningSecret, "pass+word+1");

        Assert.That(written.ToString(), Does.Contain("***").And.Not.Contain("67890").And.Not.Contain("0a1b2c").And.Not.Contain("word+1"));
    }

    [Test]
    public void A_production_line_is_one_json_object()
    {
        using var written = new StringWriter();
        using var serilog = new LoggerConfiguration().WriteTo.Sink(new WriterSink(RedactingFormatter.Json(Redactor), written)).CreateLogger();

        serilog.Warning("Lost {Count} of\n{Token}", 3, BotToken);

        var line = System.Text.Json.JsonDocument.Parse(written.ToString()).RootElement;
        Assert.That(written.ToString().TrimEnd(), Does.Not.Contain("\n"));
        Assert.That(line.GetProperty("Properties").GetProperty("Token").GetString(), Is.EqualTo("***"));
    }

    private sealed class WriterSink(ITextFormatter format, TextWriter writer) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => format.Format(logEvent, writer);
    }
}
