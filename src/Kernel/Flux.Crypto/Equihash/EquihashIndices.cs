namespace Flux.Crypto.Equihash;

/// <summary>A solution's packed form: its indices as big-endian bit groups without gaps.</summary>
public static class EquihashIndices
{
    /// <summary>Unpacks a solution of <see cref="EquihashParameters.SolutionBytes"/> into <see cref="EquihashParameters.IndexCount"/> indices.</summary>
    public static void Unpack(EquihashParameters parameters, ReadOnlySpan<byte> solution, Span<uint> indices)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(solution.Length, parameters.SolutionBytes, nameof(solution));
        ArgumentOutOfRangeException.ThrowIfNotEqual(indices.Length, parameters.IndexCount, nameof(indices));
        int width = parameters.IndexBits;
        ulong window = 0;
        int bits = 0, next = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            for (; bits < width; bits += 8)
            {
                window = (window << 8) | solution[next++];
            }

            bits -= width;
            indices[i] = (uint)(window >> bits) & ((1u << width) - 1);
        }
    }

    /// <summary>Packs indices (each below <see cref="EquihashParameters.LeafCount"/>) into a solution; the inverse of <see cref="Unpack"/>.</summary>
    public static void Pack(EquihashParameters parameters, ReadOnlySpan<uint> indices, Span<byte> solution)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(solution.Length, parameters.SolutionBytes, nameof(solution));
        ArgumentOutOfRangeException.ThrowIfNotEqual(indices.Length, parameters.IndexCount, nameof(indices));
        ulong window = 0;
        int bits = 0, next = 0;
        foreach (uint index in indices)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, (uint)parameters.LeafCount, nameof(indices));
            window = (window << parameters.IndexBits) | index;
            for (bits += parameters.IndexBits; bits >= 8; solution[next++] = (byte)(window >> bits))
            {
                bits -= 8;
            }
        }
    }
}
