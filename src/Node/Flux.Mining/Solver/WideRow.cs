using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Flux.Mining.Solver;

/// <summary>A row of 16 to 32 bytes.</summary>
/// <remarks>Safe: both vectors lie inside <c>length</c> ≥ 16 bytes; they overlap where it is below 32.</remarks>
internal readonly unsafe struct WideRow(Vector128<byte> front, Vector128<byte> back) : IRow<WideRow>
{
    private readonly Vector128<byte> _front = front;
    private readonly Vector128<byte> _back = back;

    public bool IsZero => (_front | _back) == Vector128<byte>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideRow Xor(byte* left, byte* right, int length)
    {
        var last = length - Vector128<byte>.Count;
        return new(Vector128.Load(left) ^ Vector128.Load(right), Vector128.Load(left + last) ^ Vector128.Load(right + last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(byte* target, int length)
    {
        _front.Store(target);
        _back.Store(target + length - Vector128<byte>.Count);
    }
}
