using System.Globalization;
using System.Text;
using IncidentBot.Slack.Requests;

namespace IncidentBot.Benchmarks.Traffic;

/// <summary>Requests in Slack's format, each with its own trigger and signature. They are created before the measurement starts.</summary>
internal static class SignedCommands
{
    public const string Secret = "a secret for load runs";

    /// <param name="count">The number of requests.</param>
    /// <param name="run">A number that no other run has.</param>
    public static byte[][] Declaring(int count, int run) => Make(count, number => $"declare major: {TitleOf(run, number)}", run);

    public static string TitleOf(int run, int number) => string.Create(CultureInfo.InvariantCulture, $"checkout fails for some customers {run} {number}");

    private static byte[][] Make(int count, Func<int, string> text, int run)
    {
        var requests = new byte[count][];
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Parallel.For(0, count, number => requests[number] = Request(text(number), $"{run}.{number}", now));
        return requests;
    }

    private static byte[] Request(string text, string trigger, long now)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(
            "token=unused&team_id=T0001&team_domain=example&channel_id=C0001&channel_name=general&user_id=U0001&user_name=ada",
            "&command=%2Fincident&text=", Uri.EscapeDataString(text),
            "&api_app_id=A0001&is_enterprise_install=false&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT0001%2F1%2Fx&trigger_id=", trigger));
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            POST /slack/command HTTP/1.1
            Host: localhost
            User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)
            Content-Type: application/x-www-form-urlencoded
            Content-Length: {body.Length}
            {SlackSignature.TimestampHeader}: {now}
            {SlackSignature.SignatureHeader}: {SlackSignature.Sign(Secret, now, body)}


            """).ReplaceLineEndings("\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
