using Flux.Consensus.Blocks;
using Flux.Consensus.Rejects;
using Flux.Crypto.Edwards;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Shielded;
using Flux.Primitives.Sighash;

namespace Flux.Consensus.Shielded;

/// <summary>
/// Signatures of a transaction's shielded parts (chain reference §6.6), never skipped below checkpoints: Ed25519 over JoinSplits, RedJubjub spend
/// authorisations, the binding signature, and the encodings of Sapling's points. The proofs beside them are not verified (§13.A).
/// </summary>
/// <param name="transaction">One with shielded parts.</param>
/// <param name="branchId">Branch of the block's height.</param>
public sealed class ShieldedSignatureCheck(Transaction transaction, uint branchId) : IDeferredCheck
{
    /// <inheritdoc/>
    public Verdict Run()
    {
        if (transaction.Shielded is not { } parts) return Verdict.Ok;
        // Without an input there is always a digest.
        var digest = SignatureHash.Compute(transaction, SignatureHash.NoInput, Script.Empty, Amount.Zero, SighashType.All, branchId)!.Value;
        if (!parts.JoinSplits.IsEmpty && !Ed25519.Verify(parts.JoinSplitPubKey.Span, digest.Bytes, parts.JoinSplitSignature.Span))
            return Verdict.Fail(RejectTable.JoinSplitSignatureInvalid);
        return parts.Spends.IsEmpty && parts.Outputs.IsEmpty ? Verdict.Ok : CheckSapling(parts, digest);
    }

    private static Verdict CheckSapling(ShieldedParts parts, Hash256 digest)
    {
        var signatures = new SaplingSignatures(digest.ToArray());
        foreach (var spend in parts.Spends)
        {
            if (!signatures.AddSpend(spend.ValueCommitment, spend.RandomizedKey, spend.Signature)) return Verdict.Fail(RejectTable.SpendDescriptionInvalid);
        }
        foreach (var output in parts.Outputs)
        {
            if (!signatures.AddOutput(output.ValueCommitment, output.Commitment.Bytes, output.EphemeralKey)) return Verdict.Fail(RejectTable.OutputDescriptionInvalid);
        }
        return signatures.Finish(parts.ValueBalance.Satoshis, parts.BindingSignature.Span) ? Verdict.Ok : Verdict.Fail(RejectTable.BindingSignatureInvalid);
    }
}
