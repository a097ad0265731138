namespace IncidentBot.Readers;

internal static class ReadersModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddReaders() => services.AddSingleton<ReaderLimits>().AddSingleton<ReaderDesk>();
    }
}
