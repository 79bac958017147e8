using Flux.Consensus.Scripts;
using Flux.Primitives;

namespace Flux.Chain.Selection;

/// <summary>A cache that blocks look into but do not fill: a signature in a block is rarely seen again.</summary>
internal sealed class KnownSignatures(ISignatureCache cache) : ISignatureCache
{
    public bool Contains(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) => cache.Contains(in digest, signature, publicKey);

    public void Add(in Hash256 digest, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
    }
}
