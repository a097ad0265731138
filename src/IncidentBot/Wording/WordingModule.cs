using IncidentBot.Configuration;
using IncidentBot.Wording;
using NodaTime;

namespace IncidentBot.WordingCheck;

internal static class WordingModule
{
    extension(IServiceCollection services)
    {
        /// <summary>The check of what customers are about to read.</summary>
        public IServiceCollection AddWording(Settings settings) => services
            .AddSingleton(new WordingChecker(settings.Wording.ContextFor(settings.StatusPage) with { Ceiling = settings.Policy.Reminders.PublicCeiling }, settings.Wording.Rules, DateTimeZoneProviders.Tzdb))
            .AddSingleton(settings.Wording)
            .AddSingleton<CheckEndpoint>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapWording() => CheckEndpoint.Map(routes);
    }
}
