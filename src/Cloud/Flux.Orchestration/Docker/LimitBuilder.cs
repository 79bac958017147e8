using Docker.DotNet.Models;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>Resource limits of a container, clamped to what the machine has and the engine can enforce.</summary>
internal static class LimitBuilder
{
    private const long SmallestNanoCpus = 10_000_000;
    private const long SmallestMemoryBytes = 6L << 20;
    private const long NanoCpusPerCore = 1_000_000_000;

    public static void Apply(HostConfig host, ResourceLimits limits, OrchestrationOptions options, EngineFacts engine, EngineCeilings ceilings)
    {
        if (engine.LimitsCpu) host.NanoCPUs = Math.Clamp(limits.NanoCpus, SmallestNanoCpus, engine.Cpus * NanoCpusPerCore);
        if (engine.LimitsMemory)
        {
            host.Memory = Math.Clamp(limits.MemoryBytes, SmallestMemoryBytes, Math.Max(SmallestMemoryBytes, engine.MemoryBytes));
            host.MemorySwap = host.Memory + options.SwapBytes;
        }

        if (engine.LimitsPids) host.PidsLimit = limits.Pids > 0 ? limits.Pids : options.DefaultPids;
        host.Ulimits = [new Ulimit { Name = "nofile", Soft = ceilings.OpenFiles, Hard = ceilings.OpenFiles }];
        if (ceilings.LimitsLayer) host.StorageOpt = new Dictionary<string, string> { ["size"] = $"{options.WritableLayerBytes >> 20}M" };
    }
}
