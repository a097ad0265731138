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
            // Nothing in Quartz is worth keeping: what is due stands in the database. It has a name because a nameless
            // scheduler would make its clock the whole program's. It plans ahead in instants: of a clock that was set back the
            // next one would be as far off as that.
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
