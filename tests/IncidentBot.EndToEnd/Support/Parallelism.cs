// Tests that kill processes wait most of their time, so more of them run side by side than there are processors. All others run one after the other.
[assembly: LevelOfParallelism(4)]
