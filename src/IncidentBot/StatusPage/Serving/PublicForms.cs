namespace IncidentBot.StatusPage.Serving;

/// <summary>Around the pages that are made for one reader: their headers, and words for the reader when something breaks.</summary>
internal sealed partial class PublicForms(Unavailable unavailable, ILogger<PublicForms> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        PublicHeaders.Set(http.Response.Headers);
        try
        {
            return await next(context);
        }
        catch (Exception reason) when (reason is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, reason, http.Request.Path);
            http.Response.Headers.RetryAfter = "5";
            return unavailable.Page;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Path} could not be answered; the reader was asked to try again")]
        public static partial void Failed(ILogger logger, Exception reason, PathString path);
    }
}
