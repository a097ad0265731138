using System.Globalization;
using System.Text;
using IncidentBot.Slack.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentBot.Tests.Slack;

internal sealed class SignedRequestFilterTests
{
    private const string Secret = "a secret";
    private const string FormType = "application/x-www-form-urlencoded";
    private static readonly HandMovedTime Clock = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    [Test]
    public async Task Hands_the_verified_bytes_to_the_handler()
    {
        var request = Request("command=%2Fincident");

        var status = await StatusOfAsync(request);

        var body = request.Features.Get<SignedBody>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(299));
            Assert.That(Encoding.UTF8.GetString(body!.Bytes.Span), Is.EqualTo("command=%2Fincident"));
            Assert.That(body.Timestamp, Is.EqualTo(1_700_000_000));
        }
    }

    [Test]
    public async Task Refuses_a_wrong_signature_with_401_and_nothing_more()
    {
        var request = Request("command=%2Fincident", signature: "v0=00");

        var status = await StatusOfAsync(request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Is.EqualTo(401));
            Assert.That(request.Response.Body.Length, Is.Zero);
            Assert.That(request.Features.Get<SignedBody>(), Is.Null);
        }
    }

    [Test]
    public async Task Refuses_a_body_above_the_limit_whether_or_not_it_says_its_length()
    {
        var announced = Request(new string('a', 101));
        var silent = Request(new string('a', 101));
        silent.Request.ContentLength = null;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await StatusOfAsync(announced), Is.EqualTo(413));
            Assert.That(await StatusOfAsync(silent), Is.EqualTo(413));
            Assert.That(await StatusOfAsync(Request(new string('a', 100))), Is.EqualTo(299));
        }
    }

    [Test]
    public async Task Refuses_signed_bytes_that_are_not_utf8() =>
        Assert.That(await StatusOfAsync(Request([0x61, 0xFF])), Is.EqualTo(400));

    [Test]
    public async Task Answers_an_unsigned_certificate_probe_without_the_handler() =>
        Assert.That(await StatusOfAsync(Request("ssl_check=1&token=x", signature: "")), Is.EqualTo(200));

    [Test]
    public async Task A_probe_with_a_wrong_signature_is_refused() =>
        Assert.That(await StatusOfAsync(Request("ssl_check=1&token=x", signature: "v0=00")), Is.EqualTo(401));

    [TestCase]
    public void Wants_a_secret()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new SlackRequestOptions([]), Throws.ArgumentException);
            Assert.That(() => new SlackRequestOptions(["good", " "]), Throws.ArgumentException);
            Assert.That(new SlackRequestOptions([Secret]).ToString(), Does.Not.Contain(Secret));
        }
    }

    private static async Task<int> StatusOfAsync(HttpContext request)
    {
        var filter = new SignedRequestFilter(new SlackRequestOptions([Secret], maxBodyBytes: 100), Clock, NullLogger<SignedRequestFilter>.Instance);

        var result = await filter.InvokeAsync(
            new DefaultEndpointFilterInvocationContext(request), _ => ValueTask.FromResult<object?>(Results.StatusCode(299)));

        await ((IResult)result!).ExecuteAsync(request);
        return request.Response.StatusCode;
    }

    private static HttpContext Request(string body, string? signature = null) => Request(Encoding.UTF8.GetBytes(body), signature);

    private static HttpContext Request(byte[] body, string? signature = null)
    {
        var seconds = Clock.GetUtcNow().ToUnixTimeSeconds();
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.ContentType = FormType;
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);
        context.Response.Body = new MemoryStream();
        context.Request.Headers[SlackSignature.TimestampHeader] = seconds.ToString(CultureInfo.InvariantCulture);
        context.Request.Headers[SlackSignature.SignatureHeader] = signature ?? SlackSignature.Sign(Secret, seconds, body);
        return context;
    }
}
