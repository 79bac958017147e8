namespace Flux.Crypto.Edwards;

/// <summary>A prime between 2^251 and 2^255 as four 64-bit words, lowest first, so that sums of two residues stay below 2^256.</summary>
internal interface IPrime
{
    static abstract ulong P0 { get; }

    static abstract ulong P1 { get; }

    static abstract ulong P2 { get; }

    static abstract ulong P3 { get; }

    /// <summary>−1/P modulo 2^64.</summary>
    static abstract ulong Inverse { get; }
}
