namespace IncidentBot.StatusPage.Serving;

/// <summary>What holds for every answer of this server: the headers, and the page's own words where there is nothing at all.</summary>
internal static class EveryAnswer
{
    extension(IApplicationBuilder app)
    {
        /// <summary>Belongs after the routing and before the endpoints.</summary>
        public IApplicationBuilder UsePublicAnswers()
        {
            var serve = app.ApplicationServices.GetRequiredService<PublicEndpoint>();
            return app.Use((http, next) =>
            {
                PublicHeaders.Set(http.Response.Headers);
                return http.GetEndpoint() is null ? serve.SayThatNothingIsThere(http) : next(http);
            });
        }
    }
}
