namespace Flux.Crypto.Edwards;

/// <summary>The curve of Ed25519 over 2^255 − 19 (RFC 8032 §5.1). Cofactor 8.</summary>
internal readonly struct Curve25519 : IEdwardsCurve
{
    public static ulong P0 => 0xffffffffffffffed;

    public static ulong P1 => 0xffffffffffffffff;

    public static ulong P2 => 0xffffffffffffffff;

    public static ulong P3 => 0x7fffffffffffffff;

    public static ulong Inverse => 0x86bca1af286bca1b;

    public static ulong Numerator => 121665;
}
