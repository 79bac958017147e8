using Flux.Consensus.Blocks;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Crypto.Curves;
using Flux.Primitives;

namespace Flux.Consensus.ProofOfNode;

/// <summary>Whether the producer of a proof-of-node block is a node and signed it (chain reference §9.4).</summary>
internal static class PonBlockRules
{
    /// <summary>
    /// The node may be STARTED, DoS-listed or CONFIRMED. Emergency blocks were judged with the header, and test networks have a collateral that
    /// needs neither node nor signature.
    /// </summary>
    public static Verdict Check(PonParameters pon, BlockHeader header, FluxNodeList nodes, out IDeferredCheck? check)
    {
        check = null;
        if (header.ProducerCollateral == pon.EmergencyCollateral || header.ProducerCollateral == pon.BypassCollateral) return Verdict.Ok;
        if (nodes.Find(header.ProducerCollateral) is not { } record) return Verdict.Fail(RejectTable.BadPonBlock, "no such node");
        check = new ProducerSignatureCheck(header, record.NodePubKey);
        return Verdict.Ok;
    }

    private sealed record ProducerSignatureCheck(BlockHeader Header, ReadOnlyMemory<byte> NodePubKey) : IDeferredCheck
    {
        public Verdict Run() => Secp256k1.VerifyDer(Header.Hash.Value.Bytes, Header.ProducerSignature.Span, NodePubKey.Span)
            ? Verdict.Ok
            : Verdict.Fail(RejectTable.BadPonBlock, "bad signature");
    }
}
