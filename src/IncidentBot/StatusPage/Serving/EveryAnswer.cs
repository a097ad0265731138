namespace IncidentBot.StatusPage.Serving;

/// <summary>Sets the security headers on every response, and answers unknown addresses with the 404 page.</summary>
internal static class EveryAnswer
{
    extension(IApplicationBuilder app)
    {
        /// <summary>Must come after the routing and before the endpoints.</summary>
        public IApplicationBuilder UsePublicAnswers()
        {
            var serve = app.ApplicationServices.GetRequiredService<PublicEndpoint>();
            return app.Use((http, next) =>
            {
                PublicHeaders.Set(http.Response.Headers);
                return http.GetEndpoint() is null ? serve.NotFoundAsync(http) : next(http);
            });
        }
    }
}
