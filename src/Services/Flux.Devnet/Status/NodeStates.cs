using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Devnet.State;

namespace Flux.Devnet.Status;

/// <summary>Where on the node lists of a daemon each FluxNode stands.</summary>
internal static class NodeStates
{
    private static readonly (string Method, MachineState State)[] Lists =
    [
        ("viewdeterministicfluxnodelist", MachineState.Confirmed),
        ("getstartlist", MachineState.Started),
        ("getdoslist", MachineState.DoS),
    ];

    /// <summary>State by node name; nodes on no list are absent.</summary>
    public static async Task<IReadOnlyDictionary<string, MachineState>> ReadAsync(FluxdClient fluxd, IReadOnlyList<NodeRecord> nodes, CancellationToken cancel)
    {
        var states = new Dictionary<string, MachineState>();
        foreach (var (method, state) in Lists)
        {
            var collaterals = (await fluxd.CallAsync(method, cancellation: cancel)).EnumerateArray().Select(Collateral).ToHashSet();
            foreach (var node in nodes.Where(node => collaterals.Contains($"COutPoint({node.CollateralTxId}, {node.CollateralIndex})"))) states.TryAdd(node.Name, state);
        }
        return states;
    }

    private static string Collateral(JsonElement entry) => entry.GetProperty("collateral").GetString()!;
}
