using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>No transaction around the script: nothing is signed, no lock time holds.</summary>
public sealed class NoSignatureChecker : ISignatureChecker
{
    private NoSignatureChecker()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static NoSignatureChecker Instance { get; } = new();

    /// <inheritdoc/>
    public bool CheckSignature(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey, Script scriptCode) => false;

    /// <inheritdoc/>
    public bool CheckLockTime(long lockTime) => false;
}
