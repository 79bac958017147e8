namespace Flux.Consensus.Networks;

/// <summary>How the next target follows from the last blocks (chain reference §4.6).</summary>
public enum DifficultyAlgorithm
{
    /// <summary>Always the easiest target; the miner paces itself (network <c>local</c>).</summary>
    Constant,

    /// <summary>Average of 17 targets, damped.</summary>
    Digishield,

    /// <summary>Linearly weighted average of 60 solve times.</summary>
    Lwma,

    /// <summary>The third LWMA, with a bound on the change per block.</summary>
    Lwma3,
}
