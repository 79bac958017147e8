using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Primitives.Sighash;

namespace Flux.Consensus.Scripts;

/// <summary>Answers for one input of a transaction (chain reference §6.7, §7).</summary>
/// <param name="transaction">The spending transaction.</param>
/// <param name="inputIndex">Which of its inputs.</param>
/// <param name="value">Value of the spent output.</param>
/// <param name="branchId">Consensus branch of the height.</param>
/// <param name="parts">Common digests of the transaction, shared by its inputs; null to compute them when needed.</param>
/// <param name="cache">Known good signatures, or null.</param>
public sealed class TransactionSignatureChecker(
    Transaction transaction, int inputIndex, Amount value, uint branchId, SighashParts? parts = null, ISignatureCache? cache = null) : ISignatureChecker
{
    private SighashParts? _parts = parts;

    /// <inheritdoc/>
    public bool CheckSignature(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey, Script scriptCode)
    {
        if (signature.IsEmpty || !PublicKeyFormat.IsWellFormed(publicKey)) return false;
        var der = signature[..^1];
        if (transaction.Overwintered) _parts ??= SighashParts.Of(transaction);
        if (SignatureHash.Compute(transaction, inputIndex, scriptCode, value, signature[^1], branchId, _parts) is not { } digest) return false;
        if (cache is not null && cache.Contains(in digest, der, publicKey)) return true;
        if (!Secp256k1.VerifyDer(digest.Bytes, der, publicKey)) return false;
        cache?.Add(in digest, der, publicKey);
        return true;
    }

    /// <inheritdoc/>
    public bool CheckLockTime(long lockTime)
    {
        var isHeight = transaction.LockTime < ScriptLimits.LockTimeThreshold;
        return isHeight == lockTime < ScriptLimits.LockTimeThreshold
            && lockTime <= transaction.LockTime
            && transaction.Inputs[inputIndex].Sequence != TxInput.FinalSequence;
    }
}
