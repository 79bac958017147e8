using System.Globalization;
using Flux.Crypto.Equihash;
using Flux.Mining.Benchmarks;

// solve N THREADS NONCES | memory THREADS
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["memory", var lanes]) MemoryBandwidth.Measure(int.Parse(lanes, CultureInfo.InvariantCulture));
else if (args is ["solve", var n, var threads, var nonces] && EquihashParameters.All.FirstOrDefault(set => set.N.ToString(CultureInfo.InvariantCulture) == n) is { } parameters)
    SolverRun.Measure(parameters, int.Parse(threads, CultureInfo.InvariantCulture), int.Parse(nonces, CultureInfo.InvariantCulture));
else
{
    Console.Error.WriteLine("usage: solve 200|144|125|96|48 THREADS NONCES, or memory THREADS");
    return 2;
}
return 0;
