using System.Diagnostics;
using IncidentBot.Observability;

namespace IncidentBot.SlackEdge;

/// <summary>Measures how long Slack waits at each door, refused requests included.</summary>
internal sealed class AckTiming(BotMetrics metrics) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await next(context);
        }
        finally
        {
            var path = context.HttpContext.Request.Path.Value ?? "";
            metrics.Acknowledged(path[(path.LastIndexOf('/') + 1)..], started);
        }
    }
}
