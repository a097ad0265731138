using System.Globalization;
using System.Text;
using IncidentBot.Slack.Requests;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class SlackSignatureTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const long SignedAt = 1_700_000_000;
    private const string EmptyBodySignature = "v0=a5b43b014ed473febe5f6cc6ec6d9feed6b12bd87f831b83d37733c38cf4c51c";

    private static readonly byte[] Event = Encoding.UTF8.GetBytes(
        """{"token":"XXYYZZ","team_id":"T123ABC456","api_app_id":"A123ABC456","event":{"type":"message","channel":"C123ABC456","user":"U123ABC456","text":"café is down 🔥 — 500s","ts":"1355517523.000005","event_ts":"1355517523.000005","channel_type":"channel"},"type":"event_callback","event_id":"Ev123ABC456","event_time":1355517523}""");

    [Test]
    public void Signs_what_slack_documents()
    {
        var body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"u8;

        var signature = SlackSignature.Sign("8f742231b10e8888abcd99yyyzzz85a5", 1_531_420_618, body);

        Assert.That(signature, Is.EqualTo("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));
    }

    [Test]
    public void Signs_the_raw_bytes_of_text_beyond_ascii() =>
        Assert.That(
            SlackSignature.Sign(Secret, SignedAt, Event), Is.EqualTo("v0=ad60e92414f761617173fe2ad8f7f7ec0351d0cea711faec5b49dc7aa7cbf023"));

    [Test]
    public void Signs_an_empty_body() => Assert.That(SlackSignature.Sign(Secret, SignedAt, []), Is.EqualTo(EmptyBodySignature));

    [TestCase(0, SignatureVerdict.Valid)]
    [TestCase(300, SignatureVerdict.Valid)]
    [TestCase(-300, SignatureVerdict.Valid)]
    [TestCase(301, SignatureVerdict.Stale)]
    [TestCase(-301, SignatureVerdict.Stale)]
    public void Accepts_five_minutes_both_ways(int secondsLater, SignatureVerdict expected) =>
        Assert.That(Verify(now: SignedAt + secondsLater), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase(null)]
    public void Wants_both_headers(string? missing)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Verify(timestamp: missing), Is.EqualTo(SignatureVerdict.MissingHeader));
            Assert.That(Verify(signature: missing), Is.EqualTo(SignatureVerdict.MissingHeader));
        }
    }

    [TestCase("17e8")]
    [TestCase(" 1700000000")]
    [TestCase("+1700000000")]
    [TestCase("-1700000000")]
    [TestCase("1700000000.0")]
    [TestCase("١٧٠٠٠٠٠٠٠٠")]
    [TestCase("99999999999999999999")]
    public void Takes_only_a_plain_decimal_timestamp(string timestamp) =>
        Assert.That(Verify(timestamp: timestamp), Is.EqualTo(SignatureVerdict.BadTimestamp));

    [Test]
    public void A_timestamp_at_the_end_of_numbers_is_stale() =>
        Assert.That(Verify(timestamp: long.MaxValue.ToString(CultureInfo.InvariantCulture)), Is.EqualTo(SignatureVerdict.Stale));

    [Test]
    public void Tries_every_secret()
    {
        var verdict = Verify(secrets: ["an older secret", Secret, "a newer secret"]);

        Assert.That(verdict, Is.EqualTo(SignatureVerdict.Valid));
    }

    [Test]
    public void An_empty_secret_matches_nothing()
    {
        var signedWithNothing = SlackSignature.Sign("", SignedAt, []);

        Assert.That(Verify(secrets: [""], signature: signedWithNothing), Is.EqualTo(SignatureVerdict.Mismatch));
    }

    [TestCase("v0=")]
    [TestCase("v0=a5b43b014ed473febe5f6cc6ec6d9feed6b12bd87f831b83d37733c38cf4c51d")]
    [TestCase("a5b43b014ed473febe5f6cc6ec6d9feed6b12bd87f831b83d37733c38cf4c51c")]
    [TestCase("V0=A5B43B014ED473FEBE5F6CC6EC6D9FEED6B12BD87F831B83D37733C38CF4C51C")]
    [TestCase("v0=é")]
    public void Refuses_another_signature(string signature) =>
        Assert.That(Verify(signature: signature), Is.EqualTo(SignatureVerdict.Mismatch));

    [Test]
    public void Judges_slacks_sample_cases_as_they_say()
    {
        // Read first: where the samples are not at hand this skips, which a scope of several assertions does not allow.
        var samples = SlackVectors.Read("signing.json").GetProperty("cases").EnumerateArray();

        using (Assert.EnterMultipleScope())
        {
            foreach (var sample in samples)
            {
                var verdict = SlackSignature.Verify(
                    [sample.GetProperty("secret").GetString()!],
                    sample.GetProperty("timestamp").GetString(),
                    sample.TryGetProperty("signature", out var signature) ? signature.GetString() : null,
                    Encoding.UTF8.GetBytes(sample.GetProperty("body").GetString()!),
                    DateTimeOffset.FromUnixTimeSeconds(sample.GetProperty("now").GetInt64()));

                Assert.That(
                    verdict == SignatureVerdict.Valid, Is.EqualTo(sample.GetProperty("valid").GetBoolean()), sample.GetProperty("name").GetString());
            }
        }
    }

    private static SignatureVerdict Verify(
        IReadOnlyList<string>? secrets = null, string? timestamp = "1700000000", string? signature = EmptyBodySignature, long now = SignedAt) =>
        SlackSignature.Verify(secrets ?? [Secret], timestamp, signature, [], DateTimeOffset.FromUnixTimeSeconds(now));
}
