namespace Flux.Mining.Solver;

/// <summary>One worker's table of the rows of a bucket by key: the last row seen with a key, and before each row the one seen before it. Numbers are slot + 1; 0 ends a chain.</summary>
internal sealed class KeyChains(SolverLayout layout)
{
    internal ushort[] Heads { get; } = new ushort[1 << layout.KeyBits];

    internal ushort[] Before { get; } = new ushort[layout.Capacity];
}
