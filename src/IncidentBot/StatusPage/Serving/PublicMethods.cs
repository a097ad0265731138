namespace IncidentBot.StatusPage.Serving;

/// <summary>For an address that takes only what is mapped to it: whoever comes with another method is told which there are.</summary>
internal static class PublicMethods
{
    /// <param name="allowed">As the header <c>Allow</c> says it, <c>OPTIONS</c> included.</param>
    public static RequestDelegate Only(string allowed) => http =>
    {
        PublicHeaders.Set(http.Response.Headers);
        http.Response.Headers.Allow = allowed;
        http.Response.StatusCode = HttpMethods.IsOptions(http.Request.Method) ? StatusCodes.Status204NoContent : StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    };
}
