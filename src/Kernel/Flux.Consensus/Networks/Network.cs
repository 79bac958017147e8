using System.Collections.Immutable;
using Flux.Consensus.Subsidy;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Consensus.Networks;

/// <summary>
/// Everything that distinguishes one network from another, as data: identity, genesis, and every era's numbers (architecture §4, chain
/// reference §1). No rule asks for a network's name.
/// </summary>
public sealed record Network
{
    /// <summary>Name in RPC (<c>chain</c>) and on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Sub-directory of the data directory; empty on main.</summary>
    public required string DataSubdirectory { get; init; }

    /// <summary>What the currency is called in texts.</summary>
    public required string CurrencyLabel { get; init; }

    /// <summary>Four bytes, in wire order, before every message and every stored block.</summary>
    public required ImmutableArray<byte> MessageStart { get; init; }

    /// <summary>Default port of the peer-to-peer network.</summary>
    public required int P2PPort { get; init; }

    /// <summary>Default port of JSON-RPC.</summary>
    public required int RpcPort { get; init; }

    /// <summary>BIP44 coin type.</summary>
    public required int CoinType { get; init; }

    /// <summary>Version bytes and human-readable parts of addresses and keys.</summary>
    public required AddressPrefixes Addresses { get; init; }

    /// <summary>Block 0. Its coinbase is not spendable and it is not judged by any rule.</summary>
    public required Block Genesis { get; init; }

    /// <summary>Eras.</summary>
    public required UpgradeSchedule Upgrades { get; init; }

    /// <summary>Proof of work.</summary>
    public required WorkParameters Work { get; init; }

    /// <summary>Proof of node; null where there is none.</summary>
    public PonParameters? Pon { get; init; }

    /// <summary>Block times.</summary>
    public TimeParameters Time { get; init; } = new();

    /// <summary>New money and its split.</summary>
    public required SubsidySchedule Subsidy { get; init; }

    /// <summary>All money there can ever be; null on the existing networks, whose schedule has no end.</summary>
    public Amount? MaximumSupply { get; init; }

    /// <summary>One-off coinbase outputs.</summary>
    public ImmutableArray<FundingOutput> Funding { get; init; } = [];

    /// <summary>FluxNodes.</summary>
    public required FluxNodeParameters FluxNodes { get; init; }

    /// <summary>App payments as escrow coins; null where there are none.</summary>
    public EscrowParameters? Escrow { get; init; }

    /// <summary>What apps cost (own networks); null where prices are not the chain's business.</summary>
    public AppPrices? Prices { get; init; }

    /// <summary>What header field 4 commits to.</summary>
    public required StateRootRule StateRoot { get; init; }

    /// <summary>Rules about the coinbase script and value.</summary>
    public required CoinbaseParameters Coinbase { get; init; }

    /// <summary>Depth limit of a fork; null: none, most work wins.</summary>
    public ReorgLimit? ReorgLimit { get; init; }

    /// <summary>Depth at which FluxOS and people call a block settled.</summary>
    public required int SettledDepth { get; init; }

    /// <summary>When a node still counts as downloading.</summary>
    public required InitialDownloadRule InitialDownload { get; init; }

    /// <summary>Known blocks, rising.</summary>
    public ImmutableArray<Checkpoint> Checkpoints { get; init; } = [];

    /// <summary>Snapshots of the chain state that a node may start from without being told a hash.</summary>
    public ImmutableArray<SnapshotCheckpoint> Snapshots { get; init; } = [];

    /// <summary>Height of the last known block; what lies up to there is settled whatever later rules think of it. 0 without any.</summary>
    public int LastCheckpointHeight => Checkpoints.IsEmpty ? 0 : Checkpoints[^1].Height;

    /// <summary>What becomes of transactions that take value out of shielded pools.</summary>
    public UnshieldRule Unshielding { get; init; } = UnshieldRule.Follow;

    /// <summary>Names to ask for peers.</summary>
    public ImmutableArray<string> DnsSeeds { get; init; } = [];

    /// <summary>The pool takes standard transactions only.</summary>
    public bool RequiresStandard { get; init; } = true;

    /// <summary>Blocks may be made on demand (<c>generate</c>).</summary>
    public bool MinesOnDemand { get; init; }

    /// <summary>Templates and mining wait for a peer.</summary>
    public bool MiningWaitsForPeers { get; init; }

    /// <summary>The <c>testnet</c> flag in RPC answers.</summary>
    public bool IsTestNet { get; init; }

    /// <summary>Loopback and private addresses are peers like any other (network <c>local</c>).</summary>
    public bool AllowsLocalPeers { get; init; }

    /// <summary>Largest serialized block in bytes.</summary>
    public int MaxBlockBytes { get; init; } = 2_000_000;

    /// <summary>Most signature operations in a block.</summary>
    public int MaxBlockSigOps { get; init; } = 20_000;

    /// <summary>Branch id that signatures in a block at <paramref name="height"/> commit to.</summary>
    public uint BranchIdAt(int height) => Upgrades.BranchIds.At(height);

    /// <summary>True when a block at <paramref name="height"/> must be one of proof of node.</summary>
    public bool IsPonAt(int height) => Pon?.IsActiveAt(height) ?? false;

    /// <summary>First eight bytes of the genesis hash, in digest order: the tag of coinbases on own networks.</summary>
    public ReadOnlyMemory<byte> GenesisTag => Genesis.Hash.Value.ToArray().AsMemory(0, 8);
}
