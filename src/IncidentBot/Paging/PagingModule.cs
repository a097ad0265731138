using IncidentBot.Incidents;

namespace IncidentBot.Paging;

internal static class PagingModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddPaging() => services.AddSingleton<IIncidentReaction, PagingReaction>();
    }
}
