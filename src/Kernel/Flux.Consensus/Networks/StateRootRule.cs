namespace Flux.Consensus.Networks;

/// <summary>What header field 4 commits to.</summary>
public enum StateRootRule
{
    /// <summary>From Acadia on the Sapling note tree after the block (main, test, regtest; chain reference §3.4).</summary>
    SaplingTree,

    /// <summary>The FluxNode records after the parent block (own networks; architecture §4).</summary>
    NodeRecords,
}
