using Flux.Primitives;

namespace Flux.Consensus.Scripts;

/// <summary>
/// Remembers signatures that were found good, so that a block need not verify again what the pool did. Implementations are safe from any thread,
/// bounded, and keyed by all three parts; only good signatures are ever added.
/// </summary>
public interface ISignatureCache
{
    /// <summary>True when this very signature was added before.</summary>
    bool Contains(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey);

    /// <summary>Remembers a good signature.</summary>
    void Add(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey);
}
