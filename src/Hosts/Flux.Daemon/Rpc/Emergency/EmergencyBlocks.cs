using Flux.Consensus.Networks;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.Emergency;

/// <summary>What the calls about emergency blocks (chain reference §9.5) share.</summary>
internal static class EmergencyBlocks
{
    /// <summary>The network's rules of proof of node.</summary>
    public static PonParameters RulesOf(FluxdNode node) =>
        node.Network.Pon is { } pon && pon.IsActiveAt(node.Chain.Snapshot.Height + 1) ? pon : throw RpcFault.Misc("Proof of node is not active on this network, so it has no emergency blocks");

    /// <summary>The block of the first parameter, which must be an emergency block.</summary>
    public static Block Read(RpcRequest request, PonParameters pon)
    {
        var reader = new WireReader(request.Serialized(0, "Block"));
        if (!BlockCodec.TryRead(ref reader, out var block)) throw new RpcFault(RpcErrorCode.Deserialization, "Block decode failed");
        return block.Header.IsProofOfNode && block.Header.ProducerCollateral == pon.EmergencyCollateral ? block : throw RpcFault.InvalidParameter("Not an emergency block");
    }
}
