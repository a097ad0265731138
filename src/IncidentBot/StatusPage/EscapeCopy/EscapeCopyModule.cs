using IncidentBot.Observability;

namespace IncidentBot.StatusPage.EscapeCopy;

internal static class EscapeCopyModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddEscapeCopy(CopySettings copy) => services
            .AddSingleton(copy)
            .AddSingleton<CopyWriter>()
            .AddSingleton<CopyCommand>()
            .AddSingleton<CopyState>()
            .AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<CopyState>())
            .AddHostedService<CopyService>();
    }
}
