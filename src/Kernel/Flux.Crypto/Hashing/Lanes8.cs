using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Flux.Crypto.Hashing;

/// <summary>Eight words in a 512-bit vector. Only where <see cref="Avx512F"/> is there.</summary>
internal readonly struct Lanes8(Vector512<ulong> value) : ILanes<Lanes8>
{
    private readonly Vector512<ulong> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator ^(Lanes8 left, Lanes8 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Broadcast(ulong word) => new(Vector512.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 RotateRight16(Lanes8 value) => new(Avx512F.RotateRight(value._value, 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 RotateRight24(Lanes8 value) => new(Avx512F.RotateRight(value._value, 24));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 RotateRight32(Lanes8 value) => new(Avx512F.RotateRight(value._value, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 RotateRight63(Lanes8 value) => new(Avx512F.RotateRight(value._value, 63));
}
