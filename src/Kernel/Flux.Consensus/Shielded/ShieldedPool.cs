namespace Flux.Consensus.Shielded;

/// <summary>The two pools that value can hide in (main, test, regtest).</summary>
public enum ShieldedPool
{
    /// <summary>JoinSplits, from the first block.</summary>
    Sprout,

    /// <summary>Spend and output descriptions, from Acadia on.</summary>
    Sapling,
}
