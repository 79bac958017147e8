using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>What a script asks about the transaction around it.</summary>
public interface ISignatureChecker
{
    /// <summary>True when the signature (DER and one byte of hash type, form already checked) is the key's over the script being run.</summary>
    bool CheckSignature(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey, Script scriptCode);

    /// <summary>True when the transaction cannot be in a block before <paramref name="lockTime"/> (not negative, up to 39 bits).</summary>
    bool CheckLockTime(long lockTime);
}
