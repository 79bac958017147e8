using Xunit.Sdk;
using Xunit.v3;

// Each test of this assembly starts real processes; two networks at a time would only make both slow.
[assembly: Parallelization(Mode = ParallelMode.None)]
