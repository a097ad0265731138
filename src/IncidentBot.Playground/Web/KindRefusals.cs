using IncidentBot.Playground.Scene;
using IncidentBot.SlackEmulator;

namespace IncidentBot.Playground.Web;

/// <summary>
/// Returns actions that Slack's client would not allow as a sentence for the user. The emulator's exceptions are written for failed tests; their
/// first line is the sentence.
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
