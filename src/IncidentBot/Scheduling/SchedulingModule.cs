using IncidentBot.Observability;
using Quartz;

namespace IncidentBot.Scheduling;

internal static class SchedulingModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddScheduling(IConfiguration configuration, TimeProvider time)
        {
            services.AddSingleton<SweepSignal>();
            services.AddSingleton<SweepHealth>();
            services.AddReadiness<SweepReadiness>("sweeps");
            services.AddSingleton<SweepTimetable>();
            services.AddHostedService<SweepWaker>();
            // Quartz stores nothing: what is due is in the database. The scheduler has a name because the clock of an unnamed one would become the clock
            // of the whole program. It plans in instants, so on a clock that was set back by an hour its next run would be an hour away.
            services.AddQuartz(SweepTimetable.SchedulerName, quartz => quartz
                .UseInMemoryStore()
                .UseTimeProvider(new ForwardTime(time)));
            services.AddQuartzHostedService(SweepTimetable.SchedulerName, options => options.WaitForJobsToComplete = true);
            return services;
        }

        public IServiceCollection AddSweep<TSweep>()
            where TSweep : class, ISweep =>
            services.AddSingleton<ISweep, TSweep>();

        public IServiceCollection AddChore<TChore>()
            where TChore : class, IChore =>
            services.AddSingleton<IChore, TChore>();
    }
}
