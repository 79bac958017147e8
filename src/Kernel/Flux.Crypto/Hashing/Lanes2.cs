using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Flux.Crypto.Hashing;

/// <summary>Two words in a 128-bit vector: SSE and NEON.</summary>
internal readonly struct Lanes2(Vector128<ulong> value) : ILanes<Lanes2>
{
    private readonly Vector128<ulong> _value = value;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator +(Lanes2 left, Lanes2 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 operator ^(Lanes2 left, Lanes2 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 Broadcast(ulong word) => new(Vector128.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 RotateRight16(Lanes2 value) => new(Vector128.Shuffle(
        value._value.AsByte(), Vector128.Create((byte)2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9)).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 RotateRight24(Lanes2 value) => new(Vector128.Shuffle(
        value._value.AsByte(), Vector128.Create((byte)3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10)).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 RotateRight32(Lanes2 value) => new(Vector128.Shuffle(value._value.AsUInt32(), Vector128.Create(1u, 0, 3, 2)).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes2 RotateRight63(Lanes2 value) => new((value._value + value._value) | (value._value >>> 63));
}
