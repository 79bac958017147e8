using System.Runtime.CompilerServices;

namespace Flux.Mining.Solver;

/// <summary>A row of 4 to 8 bytes.</summary>
/// <remarks>Safe: both words lie inside <c>length</c> ≥ 4 bytes; they overlap where it is below 8.</remarks>
internal readonly unsafe struct NarrowRow(uint front, uint back) : IRow<NarrowRow>
{
    private readonly uint _front = front;
    private readonly uint _back = back;

    public bool IsZero => (_front | _back) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowRow Xor(byte* left, byte* right, int length)
    {
        var last = length - sizeof(uint);
        return new(*(uint*)left ^ *(uint*)right, *(uint*)(left + last) ^ *(uint*)(right + last));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(byte* target, int length)
    {
        *(uint*)target = _front;
        *(uint*)(target + length - sizeof(uint)) = _back;
    }
}
