using System.Runtime.CompilerServices;

namespace Flux.Mining.Solver;

/// <summary>A row of 8 to 16 bytes.</summary>
/// <remarks>Safe: both words lie inside <c>length</c> ≥ 8 bytes; they overlap where it is below 16.</remarks>
internal readonly unsafe struct MiddleRow(ulong front, ulong back) : IRow<MiddleRow>
{
    private readonly ulong _front = front;
    private readonly ulong _back = back;

    public bool IsZero => (_front | _back) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MiddleRow Xor(byte* left, byte* right, int length)
    {
        var last = length - sizeof(ulong);
        return new(*(ulong*)left ^ *(ulong*)right, *(ulong*)(left + last) ^ *(ulong*)(right + last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(byte* target, int length)
    {
        *(ulong*)target = _front;
        *(ulong*)(target + length - sizeof(ulong)) = _back;
    }
}
