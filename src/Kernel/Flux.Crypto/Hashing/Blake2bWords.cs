using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Flux.Crypto.Hashing;

/// <summary>One 128-byte message block as sixteen words, inline so that a hash state is copied as a value. Little-endian machines only, like .NET's
/// supported platforms.</summary>
[InlineArray(Count)]
internal struct Blake2bWords
{
    internal const int Count = 16;

    private ulong _first;

    /// <summary>The block's bytes, in memory order.</summary>
    [UnscopedRef]
    internal Span<byte> Bytes => MemoryMarshal.AsBytes((Span<ulong>)this);

    /// <summary>Word <paramref name="index"/>.</summary>
    /// <remarks>Safe: the only callers pass entries of <see cref="Blake2bScalar.Sigma"/>, all below 16.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly ulong At(byte index) => Unsafe.Add(ref Unsafe.AsRef(in _first), (nint)index);
}
