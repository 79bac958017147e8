using System.Diagnostics.CodeAnalysis;

namespace Flux.Primitives;

/// <summary>Identity of a block: dSHA256 of its header (chain reference §3.1).</summary>
public readonly record struct BlockHash(Hash256 Value) : IComparable<BlockHash>
{
    /// <summary>32 zero bytes: no block.</summary>
    public static BlockHash Zero => default;

    /// <summary>Reads display hex.</summary>
    public static bool TryParse([NotNullWhen(true)] string? displayHex, out BlockHash id)
    {
        var ok = Hash256.TryParse(displayHex, out var hash);
        id = new BlockHash(hash);
        return ok;
    }

    /// <summary>Reads display hex that is known to be well formed.</summary>
    public static BlockHash Parse(string displayHex) => new(Hash256.Parse(displayHex));

    /// <summary>Memory order of the digest bytes.</summary>
    public int CompareTo(BlockHash other) => Value.CompareTo(other.Value);

    /// <summary>Display hex, lower case.</summary>
    public override string ToString() => Value.ToString();

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator <(BlockHash left, BlockHash right) => left.CompareTo(right) < 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator >(BlockHash left, BlockHash right) => left.CompareTo(right) > 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator <=(BlockHash left, BlockHash right) => left.CompareTo(right) <= 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator >=(BlockHash left, BlockHash right) => left.CompareTo(right) >= 0;
}
