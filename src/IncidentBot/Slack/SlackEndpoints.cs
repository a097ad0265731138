using System.Text;
using IncidentBot.Slack.Requests;
using IncidentBot.SlackEdge.Inbound;

namespace IncidentBot.SlackEdge;

/// <summary>Slack's four doors. The signature is checked over the raw body before any of these runs.</summary>
internal static class SlackEndpoints
{
    private const string Json = "application/json";

    public static async Task<IResult> CommandAsync(HttpContext http, SlackDispatch dispatch, CancellationToken cancellationToken)
    {
        var body = SignedBodyOf(http);
        if (!SlashCommand.TryParse(body.Bytes, out var command))
            return TypedResults.BadRequest();
        return Answer(await dispatch.CommandAsync(command, $"command:{body.Signature}", cancellationToken));
    }

    public static async Task<IResult> ActionAsync(HttpContext http, SlackDispatch dispatch, CancellationToken cancellationToken)
    {
        var body = SignedBodyOf(http);
        if (!InteractionRequest.TryParse(body.Bytes, out var request))
            return TypedResults.BadRequest();
        return Answer(await dispatch.InteractionAsync(request, $"interaction:{body.Signature}", cancellationToken));
    }

    public static async Task<IResult> EventAsync(HttpContext http, SlackDispatch dispatch, CancellationToken cancellationToken)
    {
        if (!EventRequest.TryParse(SignedBodyOf(http).Bytes, out var request))
        {
            // Slack need not send again what can never be read.
            http.Response.Headers["x-slack-no-retry"] = "1";
            return TypedResults.BadRequest();
        }

        return request is UrlVerification handshake
            ? TypedResults.Text(handshake.Challenge)
            : Answer(await dispatch.EventAsync(request, cancellationToken));
    }

    public static async Task<IResult> OptionsAsync(HttpContext http, SlackDispatch dispatch, CancellationToken cancellationToken)
    {
        if (!InteractionRequest.TryParse(SignedBodyOf(http).Bytes, out var request) || request is not BlockOptionsRequest asked)
            return TypedResults.BadRequest();
        return Answer(await dispatch.OptionsAsync(asked, cancellationToken));
    }

    private static SignedBody SignedBodyOf(HttpContext http) =>
        http.Features.Get<SignedBody>() ?? throw new InvalidOperationException("A Slack endpoint was reached without its signature filter.");

    private static IResult Answer(Reply reply) => reply switch
    {
        Reply.Answer { Json: { } json } => TypedResults.Text(json, Json, Encoding.UTF8),
        Reply.Answer => TypedResults.Ok(),
        Reply.NotDone => TypedResults.StatusCode(StatusCodes.Status500InternalServerError),
        _ => throw new InvalidOperationException("The hierarchy is closed."),
    };
}
