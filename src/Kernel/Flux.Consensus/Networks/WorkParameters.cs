using Flux.Consensus.Work;

namespace Flux.Consensus.Networks;

/// <summary>Proof of work of a network: limits, spacing, Equihash, difficulty (chain reference §1.4, §4).</summary>
public sealed record WorkParameters
{
    /// <summary>The easiest target.</summary>
    public required UInt256 PowLimit { get; init; }

    /// <summary>Seconds between blocks that the difficulty aims at.</summary>
    public required int Spacing { get; init; }

    /// <summary>Equihash sets by height.</summary>
    public required EquihashSchedule Equihash { get; init; }

    /// <summary>Difficulty algorithm by height of the new block.</summary>
    public required HeightSchedule<DifficultyAlgorithm> Difficulty { get; init; }

    /// <summary>Parents in [start, start + length) are followed by the easiest target; null: no such window (chain reference §4.5 rule 2).</summary>
    public (int Start, int Length)? EasiestWindow { get; init; }

    /// <summary>Parents in [start, start + length) are followed by the relaxed LWMA-3; null: no such window (chain reference §4.5 rule 3).</summary>
    public (int Start, int Length)? RelaxedWindow { get; init; }

    /// <summary>A block more than two spacings after its parent may have the easiest target (test networks).</summary>
    public bool EasiestAfterGap { get; init; }

    /// <summary>Digishield: blocks averaged.</summary>
    public int DigishieldWindow { get; init; } = 17;

    /// <summary>Digishield: how many percent slower or faster a window may be judged.</summary>
    public (int Down, int Up) DigishieldAdjust { get; init; } = (32, 16);

    /// <summary>LWMA and LWMA-3: blocks weighted.</summary>
    public int LwmaWindow { get; init; } = 60;

    /// <summary>LWMA-3 computes its bounds modulo 2^256 as the reference does; own networks compute them exactly.</summary>
    public bool WrapsTargets { get; init; }

    /// <summary>False where hash ≤ target is not compared (regtest).</summary>
    public bool ComparesHash { get; init; } = true;

    /// <summary>False where the solution is not verified (recorded chains with proof checks off).</summary>
    public bool VerifiesSolution { get; init; } = true;

    /// <summary>Work below which a node counts itself as downloading (main only).</summary>
    public UInt256 MinimumChainWork { get; init; }

    /// <summary>The easiest target as header bits.</summary>
    public uint PowLimitBits => CompactTarget.Encode(PowLimit);
}
