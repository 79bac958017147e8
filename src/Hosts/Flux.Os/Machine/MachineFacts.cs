namespace Flux.Os.Machine;

/// <summary>What the system tells of the machine that fluxos runs on. Nothing here is measured by a load, so nothing says how fast it is.</summary>
/// <param name="Architecture">In image terms: <c>amd64</c>, <c>arm64</c>.</param>
/// <param name="Threads">Logical processors that fluxos may use.</param>
/// <param name="Cores">Physical cores; 0 when the system does not tell.</param>
/// <param name="MemoryBytes">Memory, or the limit that fluxos runs under.</param>
/// <param name="Disk">The disk that holds the apps.</param>
internal sealed record MachineFacts(string Architecture, int Threads, int Cores, long MemoryBytes, DiskFacts Disk);
