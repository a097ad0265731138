using IncidentBot.Observability;
using Quartz;

namespace IncidentBot.Scheduling;

internal static class SchedulingModule
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddScheduling(IConfiguration configuration)
        {
            services.AddSingleton<SweepSignal>();
            services.AddSingleton<SweepHealth>();
            services.AddSingleton<IReadinessCheck, SweepReadiness>();
            services.AddSingleton<SweepTimetable>();
            services.AddHostedService<SweepWaker>();
            // Nothing in Quartz is worth keeping: what is due stands in the database. It has a name because a nameless
            // scheduler would make its clock the whole program's.
            services.AddQuartz(SweepTimetable.SchedulerName, quartz => quartz
                .UseInMemoryStore()
                .UseTimeProvider(TimeProvider.System));
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
