using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Orchestration;

namespace Flux.Os.Usage;

/// <summary>Reads what a container uses now: the engine's numbers, and what its volume and its writable layer take (FluxOS reference §7.5).</summary>
internal static class UsageReader
{
    private static readonly string[] Kept = ["read", "cpu_stats", "precpu_stats", "memory_stats", "networks", "blkio_stats", "pids_stats"];
    private static readonly string[] MemoryDetails = ["inactive_file", "total_inactive_file", "cache", "active_file"];

    /// <summary>Everything; null with the reason.</summary>
    public static async Task<(JsonObject? Usage, string Problem)> ReadAsync(InstanceKeeper keeper, ComponentStatus component, CancellationToken cancel)
    {
        if (component.ContainerId is not { } container) return (null, $"{component.Id} has no container");
        var stats = await keeper.Engine.Stats.ReadJsonAsync(container, cancel).ConfigureAwait(false);
        if (!stats.Ok) return (null, stats.Fault.Message);
        var inspected = await keeper.Engine.Containers.InspectJsonAsync(container, cancel).ConfigureAwait(false);
        if (!inspected.Ok) return (null, inspected.Fault.Message);
        var usage = JsonNode.Parse(stats.Value)!.AsObject();
        var facts = JsonNode.Parse(inspected.Value)!.AsObject();
        var volume = keeper.Volumes.Measure(component.Id);
        var layer = facts["SizeRw"]?.GetValue<long?>() ?? 0;
        usage["disk_stats"] = new JsonObject { ["bind"] = volume, ["volume"] = 0, ["rootfs"] = layer, ["used"] = volume + layer, ["status"] = "success" };
        usage["nanoCpus"] = facts["HostConfig"]?["NanoCpus"]?.DeepClone();
        return (usage, "");
    }

    /// <summary>The parts that are drawn, for keeping.</summary>
    public static byte[] Trim(JsonObject usage)
    {
        var kept = new JsonObject();
        foreach (var name in (IEnumerable<string>)[.. Kept, "disk_stats", "nanoCpus"]) kept[name] = usage[name]?.DeepClone();
        foreach (var cpu in (string[])["cpu_stats", "precpu_stats"]) (kept[cpu]?["cpu_usage"] as JsonObject)?.Remove("percpu_usage");
        if (kept["memory_stats"]?["stats"] is JsonObject details)
            foreach (var name in details.Select(d => d.Key).Except(MemoryDetails).ToList()) details.Remove(name);
        return JsonSerializer.SerializeToUtf8Bytes(kept);
    }
}
