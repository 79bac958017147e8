using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>
/// Header field 4 of own networks (architecture §4): Merkle root over the records after the parent block, sorted by outpoint. A leaf is
/// dSHA256(outpoint ‖ state u8 ‖ tier u8 ‖ confirmed, last confirmed, last paid LE32 ‖ H160(payee script) ‖ node key); pairs are hashed with
/// dSHA256, an odd last one with itself. No records: zero.
/// </summary>
public static class StateRoot
{
    /// <summary>The root of a list.</summary>
    public static Hash256 Compute(FluxNodeList nodes) => throw new NotImplementedException();

    internal static Hash256 LeafOf(FluxNodeRecord record) => throw new NotImplementedException();
}
