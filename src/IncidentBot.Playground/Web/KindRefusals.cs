using IncidentBot.Playground.Scene;
using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Web;

/// <summary>
/// What Slack's client would not let a person do, they are told in a sentence. The emulator's own complaints are written for failed tests:
/// their first line is the sentence.
/// </summary>
internal sealed class KindRefusals : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception refusal) when (refusal is NotAllowedException or FillException or ArgumentException or InvalidOperationException)
        {
            var sentence = refusal.Message.Split('\n')[0];
            var end = sentence.IndexOf(" (Parameter", StringComparison.Ordinal);
            return TypedResults.BadRequest(new Problem(end < 0 ? sentence : sentence[..end]));
        }
    }
}
