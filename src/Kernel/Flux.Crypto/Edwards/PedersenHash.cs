namespace Flux.Crypto.Edwards;

/// <summary>
/// The hash of the Sapling note tree (Zcash protocol specification §5.4.1.3, §5.4.1.7): a 6-bit level and two 255-bit nodes in 172 windows of
/// three bits, each of which adds one of four points or its negative; the digest is the x of the sum.
/// </summary>
public static class PedersenHash
{
    /// <summary>Size of a node in bytes.</summary>
    public const int NodeSize = 32;

    private const int LevelBits = 6;
    private const int NodeBits = 255;
    private const int Windows = (LevelBits + (2 * NodeBits)) / 3;
    private const int WindowsPerGenerator = 63;
    private const int MultiplesPerWindow = 4;

    // 1 to 4 times the window's point.
    private static readonly Lazy<FixedPoint<Jubjub>[]> Table = new(MakeTable);

    /// <summary>The parent of two nodes.</summary>
    /// <param name="level">Height of the children above the leaves, 0–62.</param>
    /// <param name="left32">Left child; its highest bit is ignored.</param>
    /// <param name="right32">Right child, likewise.</param>
    /// <param name="parent32">Receives the digest; may be one of the children.</param>
    public static void Combine(int level, ReadOnlySpan<byte> left32, ReadOnlySpan<byte> right32, Span<byte> parent32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, (1 << LevelBits) - 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(left32.Length, NodeSize, nameof(left32));
        ArgumentOutOfRangeException.ThrowIfNotEqual(right32.Length, NodeSize, nameof(right32));
        ArgumentOutOfRangeException.ThrowIfNotEqual(parent32.Length, NodeSize, nameof(parent32));
        Span<byte> bits = stackalloc byte[3 * Windows];
        Spread(bits[..LevelBits], [(byte)level]);
        Spread(bits.Slice(LevelBits, NodeBits), left32);
        Spread(bits[(LevelBits + NodeBits)..], right32);
        var table = Table.Value;
        var sum = EdwardsPoint<Jubjub>.Neutral;
        for (var window = 0; window < Windows; window++)
        {
            var (low, high, sign) = (bits[3 * window], bits[(3 * window) + 1], bits[(3 * window) + 2]);
            sum = sum.Add(in table[(MultiplesPerWindow * window) + low + (2 * high)], negated: sign != 0);
        }
        sum.WriteX(parent32);
    }

    private static void Spread(Span<byte> bits, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bits.Length; i++) bits[i] = (byte)((bytes[i / 8] >> (i % 8)) & 1);
    }

    private static FixedPoint<Jubjub>[] MakeTable()
    {
        var table = new FixedPoint<Jubjub>[MultiplesPerWindow * Windows];
        var point = EdwardsPoint<Jubjub>.Neutral;
        for (var window = 0; window < Windows; window++)
        {
            // Each window counts sixteen times the one before it; a new generator begins anew.
            point = window % WindowsPerGenerator == 0 ? Generator(window / WindowsPerGenerator) : point.Double().Double().Double().Double();
            var multiple = EdwardsPoint<Jubjub>.Neutral;
            for (var i = 0; i < MultiplesPerWindow; i++)
            {
                multiple += point;
                table[(MultiplesPerWindow * window) + i] = multiple.ToFixed();
            }
        }
        return table;
    }

    internal static EdwardsPoint<Jubjub> Generator(int segment) => GroupHash.Find("Zcash_PH"u8, [(byte)segment, 0, 0, 0]);
}
