using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.SlackEmulator;

/// <summary>POST /response/{id}: the app's posts to a response URL.</summary>
internal sealed class ResponseEndpoint(SlackWorkspace workspace, SlackFaults faults, CallLog log)
{
    private const string Name = "response_url";

    public async Task HandleAsync(HttpContext context)
    {
        var request = await ApiRequest.ReadAsync(context.Request, takesJson: true);
        var body = Json.Element(request.Arguments);
        await faults.Delayed(context.RequestAborted);
        var fault = faults.Take(Name);
        switch (fault)
        {
            case Fault.Reset:
                Log(body, 0, "connection_reset");
                context.Abort();
                return;
            case Fault.ServerError { Status: var status }:
                Log(body, status, $"http_{status}");
                await ApiEndpoint.TroubleAsync(context, status);
                return;
            case Fault.Limited { RetryAfter: var wait }:
                Log(body, StatusCodes.Status429TooManyRequests, "ratelimited");
                await ApiEndpoint.LimitedAsync(context, (int)Math.Ceiling(wait.TotalSeconds));
                return;
            case Fault.Hang:
                var released = faults.Released(context.RequestAborted);
                Log(body, 0, "hangs");
                await released;
                break;
        }

        var error = request.Error ?? (fault is Fault.Refuse refuse ? refuse.Code : Apply((string)context.Request.RouteValues["id"]!, body));
        if (fault is Fault.LoseAnswer)
        {
            Log(body, 0, "answer_lost", tookEffect: error is null);
            context.Abort();
            return;
        }

        Log(body, error is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, error, tookEffect: error is null);
        context.Response.StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        await context.Response.WriteAsync(error ?? "ok", context.RequestAborted);
    }

    private string? Apply(string id, JsonElement body)
    {
        try
        {
            return workspace.Change(() => Use(id, body));
        }
        catch (RefusedException refused)
        {
            return refused.Code;
        }
    }

    private string? Use(string id, JsonElement body)
    {
        var (url, error) = workspace.ResponseUrls.Use(id);
        if (url is null)
            return error;
        var source = Current(url);
        if (body.Flag("delete_original"))
            return Delete(source);
        var blocks = MessageContent.Checked(workspace, body.Child("blocks"));
        var content = new MessageContent(body.Text("text"), blocks, body.Child("attachments"), Metadata: null);
        if (content.IsEmpty)
            return "no_text";
        if (source is not null && Replaces(body))
            return Replace(source, content);
        var message = BotMessage.Draft(workspace, url.Channel, content) with { ThreadTs = body.Text("thread_ts") };
        if (body.Text("response_type") == "in_channel")
            workspace.Post(message);
        else
            workspace.PostEphemeral(message, url.User);
        return null;
    }

    /// <summary>The present message; null after a slash command, which has none.</summary>
    private SlackMessage? Current(ResponseUrl url) => url.Source switch
    {
        null => null,
        { OnlyFor: { } user } source => workspace.FindEphemeral(user, source.Ts),
        var source => workspace.Channel(source.Channel).Find(source.Ts),
    };

    /// <summary>Requested, or implied by a post into a thread without replace_original: Slack then overwrites the source.</summary>
    private static bool Replaces(JsonElement body) =>
        body.Child("replace_original") is { } asked ? asked.ValueKind == JsonValueKind.True : body.Text("thread_ts") is not null;

    private string? Delete(SlackMessage? source)
    {
        if (source is null)
            return "message_not_found";
        if (source.OnlyFor is null)
            workspace.Delete(source, workspace.App.BotUserId);
        else
            workspace.ReplaceEphemeral(source, replacement: null);
        return null;
    }

    private string? Replace(SlackMessage source, MessageContent content)
    {
        var changed = source with
        {
            Text = content.Text ?? "", Blocks = content.Blocks, Attachments = content.Attachments, State = ElementValue.Defaults(content.Blocks, source.State),
        };
        if (source.OnlyFor is null)
            workspace.Edit(source, changed, workspace.App.BotUserId);
        else
            workspace.ReplaceEphemeral(source, changed);
        return null;
    }

    private void Log(JsonElement body, int status, string? error, bool tookEffect = false) =>
        log.Add(new SlackCall(Name, body, workspace.Clock.GetUtcNow(), status, error, tookEffect));
}
