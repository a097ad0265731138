namespace IncidentBot.StatusPage.Serving;

/// <summary>Answers the methods that an address does not support, with the list of those it does.</summary>
internal static class PublicMethods
{
    /// <param name="allowed">The value of the header <c>Allow</c>, including <c>OPTIONS</c>.</param>
    public static RequestDelegate Only(string allowed) => http =>
    {
        PublicHeaders.Set(http.Response.Headers);
        http.Response.Headers.Allow = allowed;
        http.Response.StatusCode = HttpMethods.IsOptions(http.Request.Method)
            ? StatusCodes.Status204NoContent
            : StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    };
}
