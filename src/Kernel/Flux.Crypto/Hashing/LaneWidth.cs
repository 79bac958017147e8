namespace Flux.Crypto.Hashing;

/// <summary>How many BLAKE2b hashes are computed together.</summary>
internal enum LaneWidth
{
    /// <summary>One, by <see cref="Blake2bScalar"/>: works everywhere.</summary>
    One = 1,

    /// <summary>Two, in 128-bit vectors.</summary>
    Two = 2,

    /// <summary>Four, in 256-bit vectors.</summary>
    Four = 4,

    /// <summary>Eight, in 512-bit vectors.</summary>
    Eight = 8,
}
