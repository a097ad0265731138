namespace IncidentBot.StatusPage.Serving;

/// <summary>Wraps the pages that are built for one reader: sets their headers, and shows the page Unavailable after an exception.</summary>
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
        catch (Exception failure) when (failure is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, failure, http.Request.Path);
            http.Response.Headers.RetryAfter = "5";
            return unavailable.Page;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The request for {Path} failed; the reader was asked to try again")]
        public static partial void Failed(ILogger logger, Exception failure, PathString path);
    }
}
