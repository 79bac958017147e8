namespace Flux.Crypto.Edwards;

/// <summary>Jubjub, over the scalar field of BLS12-381 (Zcash protocol specification §5.4.9.3). Cofactor 8.</summary>
internal readonly struct Jubjub : IEdwardsCurve
{
    public static ulong P0 => 0xffffffff00000001;

    public static ulong P1 => 0x53bda402fffe5bfe;

    public static ulong P2 => 0x3339d80809a1d805;

    public static ulong P3 => 0x73eda753299d7d48;

    public static ulong Inverse => 0xfffffffeffffffff;

    public static ulong Numerator => 10240;
}
