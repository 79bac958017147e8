using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Flux.Crypto.Hashing;

/// <summary>Four words in a 256-bit vector.</summary>
internal readonly struct Lanes4(Vector256<ulong> value) : ILanes<Lanes4>
{
    private readonly Vector256<ulong> _value = value;

    public static int Count => 4;

    private static Vector256<byte> ByteOrder24
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            (byte)3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10);
    }

    private static Vector256<byte> ByteOrder16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(
            (byte)2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9, 2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 left, Lanes4 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator ^(Lanes4 left, Lanes4 right) => new(left._value ^ right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Broadcast(ulong word) => new(Vector256.Create(word));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 RotateRight16(Lanes4 value)
    {
        if (Avx512F.VL.IsSupported)
        {
            return new(Avx512F.VL.RotateRight(value._value, 16));
        }

        return new(Avx2.IsSupported ? Avx2.Shuffle(value._value.AsByte(), ByteOrder16).AsUInt64() : (value._value >>> 16) | (value._value << 48));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 RotateRight24(Lanes4 value)
    {
        if (Avx512F.VL.IsSupported)
        {
            return new(Avx512F.VL.RotateRight(value._value, 24));
        }

        return new(Avx2.IsSupported ? Avx2.Shuffle(value._value.AsByte(), ByteOrder24).AsUInt64() : (value._value >>> 24) | (value._value << 40));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 RotateRight32(Lanes4 value) =>
        new(Vector256.Shuffle(value._value.AsUInt32(), Vector256.Create(1u, 0, 3, 2, 5, 4, 7, 6)).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 RotateRight63(Lanes4 value) => new(
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateRight(value._value, 63) : (value._value + value._value) | (value._value >>> 63));
}
