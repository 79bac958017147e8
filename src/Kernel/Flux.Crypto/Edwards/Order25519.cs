namespace Flux.Crypto.Edwards;

/// <summary>Order of the large subgroup of <see cref="Curve25519"/>: the field of its scalars.</summary>
internal readonly struct Order25519 : IPrime
{
    public static ulong P0 => 0x5812631a5cf5d3ed;

    public static ulong P1 => 0x14def9dea2f79cd6;

    public static ulong P2 => 0;

    public static ulong P3 => 0x1000000000000000;

    public static ulong Inverse => 0xd2b51da312547e1b;
}
