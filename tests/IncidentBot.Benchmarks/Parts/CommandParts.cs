using System.Text;
using BenchmarkDotNet.Attributes;
using IncidentBot.Core.Incidents;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge;
using IncidentBot.SlackEdge.Commands;
using IncidentBot.SlackEdge.Messages;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IncidentBot.Benchmarks.Parts;

/// <summary>The cost of a command outside the database: signature, parsing, decision, message text.</summary>
[MemoryDiagnoser]
public class CommandParts
{
    private const long Now = 1_700_000_000;
    private const string Secret = "a secret for benchmarks";
    private static readonly Instant At = Instant.FromUnixTimeSeconds(Now);
    private static readonly PersonId Ada = new("U0001");

    private readonly byte[] _body = Encoding.UTF8.GetBytes(
        "token=unused&team_id=T0001&team_domain=example&channel_id=C0001&channel_name=general&user_id=U0001&user_name=ada&command=%2Fincident"
        + "&text=declare+major%3A+checkout+fails+for+some+customers&api_app_id=A0001&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1&trigger_id=1.2");

    private string _signature = "";
    private IncidentPolicy _policy = null!;
    private SlackEdgeSettings _settings = null!;
    private Incident _incident = null!;

    [GlobalSetup]
    public void Prepare()
    {
        using var app = BotApplication.Build(["--Slack:BotToken=xoxb-parts", $"--Slack:SigningSecret={Secret}"], TimeProvider.System);
        (_policy, _settings) = (app.Services.GetRequiredService<IncidentPolicy>(), app.Services.GetRequiredService<SlackEdgeSettings>());
        _signature = SlackSignature.Sign(Secret, Now, _body);
        _incident = ((Decision.Accepted)Decide()).Incident;
    }

    [Benchmark]
    public bool Verify() =>
        SlackSignature.Verify([Secret], "1700000000", _signature, _body, DateTimeOffset.FromUnixTimeSeconds(Now)) == SignatureVerdict.Valid;

    [Benchmark]
    public bool ReadForm() => SlashCommand.TryParse(_body, out _);

    [Benchmark]
    public object ParseText() => CommandParser.Parse("declare major: checkout fails for some customers", At, DateTimeZone.Utc);

    [Benchmark]
    public object Decide() =>
        IncidentDecider.Declare(new IncidentId(1), new IncidentCommand.Declare("checkout fails for some customers", "Major"), Ada, At, _policy);

    [Benchmark]
    public string WordHeadline() => HeadlineMessage.For(_incident, _policy, _settings).ToJson();
}
