namespace Flux.Orchestration.Docker;

/// <summary>What a container uses at one moment.</summary>
/// <param name="CpuNanos">CPU time since its start, in nanoseconds.</param>
/// <param name="CpuShare">Cores in use since the previous sample (1.0 = one core), 0 in the first.</param>
/// <param name="MemoryBytes">Memory without reclaimable file cache.</param>
/// <param name="MemoryLimitBytes">Its limit.</param>
/// <param name="ReceivedBytes">Network bytes received.</param>
/// <param name="SentBytes">Network bytes sent.</param>
/// <param name="Processes">Processes and threads.</param>
public readonly record struct ContainerUsage(
    long CpuNanos, double CpuShare, long MemoryBytes, long MemoryLimitBytes, long ReceivedBytes, long SentBytes, long Processes);
