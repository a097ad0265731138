using IncidentBot.Observability;

namespace IncidentBot.StatusPage.StaticMirror;

internal static class StaticMirrorModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddStaticMirror(MirrorSettings copy) => services
            .AddSingleton(copy)
            .AddSingleton<MirrorWriter>()
            .AddSingleton<MirrorCommand>()
            .AddSingleton<MirrorState>()
            .AddReadiness<MirrorState>("status copy")
            .AddHostedService<MirrorService>();
    }
}
