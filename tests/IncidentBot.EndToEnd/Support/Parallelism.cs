// Every test has a world of its own and mostly waits: for a disk, for a process that starts, for a browser.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
