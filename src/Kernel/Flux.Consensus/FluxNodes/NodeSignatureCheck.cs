using System.Collections.Immutable;
using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Messages;

namespace Flux.Consensus.FluxNodes;

/// <summary>One FluxNode signature: good when the recovered key has one of the allowed hashes.</summary>
/// <param name="Message">What was signed.</param>
/// <param name="Signature">65 bytes, or garbage.</param>
/// <param name="Signers">Hashes of the keys that may sign.</param>
public sealed record NodeSignatureCheck(ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Signature, ImmutableArray<Hash160> Signers) : IDeferredCheck
{
    /// <inheritdoc/>
    public Verdict Run() =>
        SignedMessage.TryRecover(Message.Span, SignedMessage.FluxMagic, Signature.Span, out var key) && Signers.Contains(Hash160.Of(key))
            ? Verdict.Ok
            : Verdict.Fail(RejectTable.NodeBadSignature);
}
