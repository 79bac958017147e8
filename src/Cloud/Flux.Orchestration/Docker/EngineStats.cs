using System.Text.Json;
using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>Resource use of containers.</summary>
public sealed class EngineStats
{
    private const double NanosPerSecond = 1e9;

    private readonly EngineCalls calls;

    internal EngineStats(EngineCalls calls) => this.calls = calls;

    /// <summary>One sample. The engine takes two one second apart to tell <see cref="ContainerUsage.CpuShare"/>.</summary>
    public async Task<EngineResult<ContainerUsage>> ReadAsync(string containerId, CancellationToken cancel)
    {
        var sample = await SampleAsync(containerId, cancel);
        return sample.Ok ? Read(sample.Value) : sample.Fault;
    }

    /// <summary>One sample under the engine's own JSON names, for the existing HTTP routes that pass it on.</summary>
    public async Task<EngineResult<string>> ReadJsonAsync(string containerId, CancellationToken cancel)
    {
        var sample = await SampleAsync(containerId, cancel);
        return sample.Ok ? JsonSerializer.Serialize(sample.Value) : sample.Fault;
    }

    private Task<EngineResult<ContainerStatsResponse>> SampleAsync(string containerId, CancellationToken cancel) =>
        calls.GetAsync(async (docker, token) =>
        {
            var latest = new ContainerStatsResponse();
            var keep = new InlineProgress<ContainerStatsResponse>(sample => latest = sample);
            await docker.Containers.GetContainerStatsAsync(containerId, new ContainerStatsParameters { Stream = false }, keep, token);
            return latest;
        }, cancel);

    private static ContainerUsage Read(ContainerStatsResponse sample) => new(
        (long)(sample.CPUStats?.CPUUsage?.TotalUsage ?? 0),
        ShareOf(sample),
        MemoryOf(sample.MemoryStats),
        (long)(sample.MemoryStats?.Limit ?? 0),
        sample.Networks?.Values.Sum(network => (long)network.RxBytes) ?? 0,
        sample.Networks?.Values.Sum(network => (long)network.TxBytes) ?? 0,
        (long)(sample.PidsStats?.Current ?? 0));

    private static double ShareOf(ContainerStatsResponse sample)
    {
        var seconds = (sample.Read - sample.PreRead).TotalSeconds;
        if (sample.PreCPUStats?.CPUUsage is not { } before || sample.CPUStats?.CPUUsage is not { } now || seconds is <= 0 or > 60) return 0;
        return now.TotalUsage < before.TotalUsage ? 0 : (now.TotalUsage - before.TotalUsage) / NanosPerSecond / seconds;
    }

    /// <summary>The kernel counts file cache as use; the inactive part of it is free for the asking.</summary>
    private static long MemoryOf(MemoryStats? memory)
    {
        if (memory?.Usage is not { } used) return 0;
        ulong cache = 0;
        var known = memory.Stats is { } stats && (stats.TryGetValue("total_inactive_file", out cache) || stats.TryGetValue("inactive_file", out cache));
        return (long)(known && cache < used ? used - cache : used);
    }
}
