namespace Flux.Mining.Solver;

/// <summary>
/// The xor of two rows, held in registers. One implementation a width, as reading and writing with overlapping words needs no loop and
/// touches no byte outside.
/// </summary>
internal unsafe interface IRow<TSelf>
    where TSelf : unmanaged, IRow<TSelf>
{
    /// <summary>Reads <paramref name="length"/> bytes of both; the caller chose an implementation for that length.</summary>
    static abstract TSelf Xor(byte* left, byte* right, int length);

    /// <summary>All bytes are zero.</summary>
    bool IsZero { get; }

    /// <summary>Writes exactly <paramref name="length"/> bytes.</summary>
    void Store(byte* target, int length);
}
