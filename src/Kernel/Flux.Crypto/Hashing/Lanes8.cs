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

    /// <summary>Transposes an eight by eight matrix: pairs of words, then pairs of pairs, then halves.</summary>
    public static void WriteByLane(ReadOnlySpan<Lanes8> vectors, Span<ulong> words)
    {
        Vector512<ulong> a = vectors[0]._value, b = vectors[1]._value, c = vectors[2]._value, d = vectors[3]._value;
        Vector512<ulong> e = vectors[4]._value, f = vectors[5]._value, g = vectors[6]._value, h = vectors[7]._value;
        Vector512<ulong> ab0 = Avx512F.UnpackLow(a, b), ab1 = Avx512F.UnpackHigh(a, b), cd0 = Avx512F.UnpackLow(c, d), cd1 = Avx512F.UnpackHigh(c, d);
        Vector512<ulong> ef0 = Avx512F.UnpackLow(e, f), ef1 = Avx512F.UnpackHigh(e, f), gh0 = Avx512F.UnpackLow(g, h), gh1 = Avx512F.UnpackHigh(g, h);
        Quarter(ab0, cd0, ef0, gh0, words);
        Quarter(ab1, cd1, ef1, gh1, words[8..]);
    }

    /// <summary>Lanes 0, 2, 4 and 6 of the words given, two in each 128 bits of the four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(Vector512<ulong> ab, Vector512<ulong> cd, Vector512<ulong> ef, Vector512<ulong> gh, Span<ulong> words)
    {
        const byte Even = 0b10_00_10_00, Odd = 0b11_01_11_01;
        Vector512<ulong> abcdEven = Avx512F.Shuffle4x128(ab, cd, Even), abcdOdd = Avx512F.Shuffle4x128(ab, cd, Odd);
        Vector512<ulong> efghEven = Avx512F.Shuffle4x128(ef, gh, Even), efghOdd = Avx512F.Shuffle4x128(ef, gh, Odd);
        // abcdEven: ab of lane 0, ab of lane 4, cd of lane 0, cd of lane 4.
        Avx512F.Shuffle4x128(abcdEven, efghEven, Even).CopyTo(words);
        Avx512F.Shuffle4x128(abcdOdd, efghOdd, Even).CopyTo(words[16..]);
        Avx512F.Shuffle4x128(abcdEven, efghEven, Odd).CopyTo(words[32..]);
        Avx512F.Shuffle4x128(abcdOdd, efghOdd, Odd).CopyTo(words[48..]);
    }
}
