using NUnit.Framework;

// Each fixture has databases, servers and clocks of its own, and much of its time is waiting.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
