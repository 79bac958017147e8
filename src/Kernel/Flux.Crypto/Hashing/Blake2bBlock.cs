using System.Runtime.CompilerServices;

namespace Flux.Crypto.Hashing;

/// <summary>One 128-byte input block, inline so that a hash state is copied as a value.</summary>
[InlineArray(Blake2b.BlockBytes)]
internal struct Blake2bBlock
{
    private byte _first;
}
