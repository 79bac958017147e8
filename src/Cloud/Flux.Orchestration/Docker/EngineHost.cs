using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>The engine as a whole: is it there, what can it do.</summary>
public sealed class EngineHost
{
    private static readonly TimeSpan PingDeadline = TimeSpan.FromSeconds(2);

    private readonly EngineCalls calls;

    internal EngineHost(EngineCalls calls) => this.calls = calls;

    /// <summary>Answers at once whether the engine does; at most 2 s.</summary>
    public Task<EngineResult<Done>> PingAsync(CancellationToken cancel) =>
        calls.RunAsync((docker, token) => docker.System.PingAsync(token), cancel, PingDeadline);

    /// <summary>Reads the engine's facts.</summary>
    public Task<EngineResult<EngineFacts>> FactsAsync(CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) => Read(await docker.System.GetSystemInfoAsync(token)), cancel);

    private static EngineFacts Read(SystemInfoResponse info) => new()
    {
        Cpus = (int)Math.Max(1, info.NCPU),
        MemoryBytes = info.MemTotal,
        Architecture = Platform.ArchitectureOf(info.Architecture ?? ""),
        Os = string.IsNullOrEmpty(info.OSType) ? "linux" : info.OSType,
        Version = info.ServerVersion ?? "",
        StorageDriver = info.Driver ?? "",
        BackingFileSystem = DriverFact(info, "Backing Filesystem"),
        LimitsCpu = info.CPUCfsPeriod && info.CPUCfsQuota,
        LimitsMemory = info.MemoryLimit,
        LimitsPids = info.PidsLimit,
        Seccomp = info.SecurityOptions?.Any(option => option.Contains("seccomp", StringComparison.Ordinal)) ?? false,
    };

    private static string DriverFact(SystemInfoResponse info, string name) =>
        info.DriverStatus?.FirstOrDefault(row => row.Length == 2 && row[0] == name)?[1] ?? "";
}
