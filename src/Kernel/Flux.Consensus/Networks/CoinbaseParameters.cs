namespace Flux.Consensus.Networks;

/// <summary>Rules about coinbases (chain reference §3.2, §5.4; architecture §4).</summary>
public sealed record CoinbaseParameters
{
    /// <summary>Blocks before a coinbase output may be spent: height of the spend − its height.</summary>
    public required int Maturity { get; init; }

    /// <summary>First height whose coinbase script must begin with the height.</summary>
    public required int HeightPushFrom { get; init; }

    /// <summary>First height whose value is checked (main lets blocks 1 and 2 pay anything).</summary>
    public required int ValueCheckedFrom { get; init; }

    /// <summary>After the height comes a push of the first eight bytes of the genesis hash (own networks: replay protection).</summary>
    public bool NeedsGenesisTag { get; init; }

    /// <summary>Before the Flux upgrade a spend of a coinbase may have no transparent output (main, test).</summary>
    public bool MustBeShieldedBeforeFlux { get; init; }
}
