using System.Collections.Immutable;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Consensus.Networks;

/// <summary>
/// What a founder chooses of a network of our own rules (architecture §4); <see cref="OwnNetwork.Build"/> makes the network. What is not here is the
/// same on all of them: every upgrade from genesis, no shielded parts, escrow coins, node records in header field 4, the genesis tag in coinbases.
/// Names and ranges of a file are in <see cref="Files.NetworkFields"/>.
/// </summary>
public sealed record OwnParameters
{
    /// <inheritdoc cref="Network.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Network.CurrencyLabel"/>
    public required string CurrencyLabel { get; init; }

    /// <inheritdoc cref="Network.MessageStart"/>
    public required ImmutableArray<byte> MessageStart { get; init; }

    /// <inheritdoc cref="Network.P2PPort"/>
    public required int P2PPort { get; init; }

    /// <inheritdoc cref="Network.RpcPort"/>
    public required int RpcPort { get; init; }

    /// <inheritdoc cref="Network.CoinType"/>
    public int CoinType { get; init; } = 19167;

    /// <inheritdoc cref="Network.Addresses"/>
    public AddressPrefixes Addresses { get; init; } = AddressPrefixes.Main;

    /// <summary>Text in the coinbase of the genesis block, 1 to 75 printable ASCII characters.</summary>
    public required string GenesisText { get; init; }

    /// <summary>Time of the genesis block, Unix seconds.</summary>
    public required uint GenesisTime { get; init; }

    /// <summary>Nonce of the genesis block.</summary>
    public Hash256 GenesisNonce { get; init; }

    /// <summary>Equihash solution of the genesis block; empty where it is a mere starting point (classic, local).</summary>
    public ReadOnlyMemory<byte> GenesisSolution { get; init; }

    /// <summary>The Equihash set, for ever.</summary>
    public required EquihashParameters Equihash { get; init; }

    /// <summary>The easiest target, and that of genesis.</summary>
    public required UInt256 EasiestTarget { get; init; }

    /// <inheritdoc cref="WorkParameters.Spacing"/>
    public required int Spacing { get; init; }

    /// <summary>Difficulty algorithm, for ever.</summary>
    public required DifficultyAlgorithm Difficulty { get; init; }

    /// <inheritdoc cref="WorkParameters.LwmaWindow"/>
    public int AveragingWindow { get; init; } = 60;

    /// <inheritdoc cref="TimeParameters.MostAhead"/>
    public int MostAhead { get; init; } = 360;

    /// <summary>Money of block 1.</summary>
    public Amount FirstSubsidy { get; init; } = Amount.FromFlux(335);

    /// <summary>Blocks between halvings.</summary>
    public int HalvingInterval { get; init; } = 655_350;

    /// <inheritdoc cref="Network.MaximumSupply"/>
    public Amount MaximumSupply { get; init; } = Amount.MaxMoney;

    /// <summary>The nodes' part of each block's new money, percent; the rest is the miner's.</summary>
    public int NodePercent { get; init; } = 50;

    /// <summary>Cumulus' part of what the nodes get, percent.</summary>
    public int CumulusPercent { get; init; } = 15;

    /// <summary>Nimbus' part of what the nodes get, percent.</summary>
    public int NimbusPercent { get; init; } = 25;

    /// <summary>Stratus' part: the rest, so that nothing is lost to rounding; it must be what is left of 100.</summary>
    public int StratusPercent { get; init; } = 60;

    /// <summary>Collateral of a Cumulus node.</summary>
    public Amount CumulusCollateral { get; init; } = Amount.FromFlux(1_000);

    /// <summary>Collateral of a Nimbus node.</summary>
    public Amount NimbusCollateral { get; init; } = Amount.FromFlux(12_500);

    /// <summary>Collateral of a Stratus node.</summary>
    public Amount StratusCollateral { get; init; } = Amount.FromFlux(40_000);

    /// <inheritdoc cref="FluxNodeParameters.CollateralDepth"/>
    public required int CollateralDepth { get; init; }

    /// <inheritdoc cref="FluxNodeParameters.StartExpiry"/>
    public required int StartExpiry { get; init; }

    /// <summary>A record leaves the DoS list this many blocks after its START.</summary>
    public required int Release { get; init; }

    /// <inheritdoc cref="FluxNodeParameters.ConfirmInterval"/>
    public required int ConfirmInterval { get; init; }

    /// <inheritdoc cref="FluxNodeParameters.ConfirmExpiry"/>
    public required int ConfirmExpiry { get; init; }

    /// <inheritdoc cref="FluxNodeParameters.AddressChangeInterval"/>
    public int AddressChangeInterval { get; init; } = 5;

    /// <summary>Whose benchmark signature a CONFIRM needs: the node's own or a key of the network.</summary>
    public ConfirmVoucher Voucher { get; init; } = ConfirmVoucher.SelfSigned;

    /// <inheritdoc cref="FluxNodeParameters.BenchmarkKeys"/>
    public ImmutableArray<DatedKey> BenchmarkKeys { get; init; } = [];

    /// <inheritdoc cref="CoinbaseParameters.Maturity"/>
    public required int CoinbaseMaturity { get; init; }

    /// <inheritdoc cref="Network.MaxBlockBytes"/>
    public int MaxBlockBytes { get; init; } = 2_000_000;

    /// <inheritdoc cref="Network.MaxBlockSigOps"/>
    public int MaxBlockSigOps { get; init; } = 20_000;

    /// <summary>How deep a branch may fork off, in blocks under the tip; null: no limit, most work wins.</summary>
    public int? ReorgLimit { get; init; }

    /// <inheritdoc cref="Network.SettledDepth"/>
    public required int SettledDepth { get; init; }

    /// <summary>Blocks of a month: prices are for one, and a payment that names no blocks lasts one.</summary>
    public int MonthBlocks { get; init; } = 22_000;

    /// <inheritdoc cref="Network.Prices"/>
    public AppPrices Prices { get; init; } = OwnCatalog.Prices;

    /// <inheritdoc cref="Network.DnsSeeds"/>
    public ImmutableArray<string> DnsSeeds { get; init; } = [];

    /// <inheritdoc cref="Network.Checkpoints"/>
    public ImmutableArray<Checkpoint> Checkpoints { get; init; } = [];

    /// <inheritdoc cref="Network.AllowsLocalPeers"/>
    public bool AllowsLocalPeers { get; init; }

    /// <inheritdoc cref="Network.MinesOnDemand"/>
    public bool MinesOnDemand { get; init; }

    /// <inheritdoc cref="Network.MiningWaitsForPeers"/>
    public bool MiningWaitsForPeers { get; init; }

    /// <inheritdoc cref="Network.RequiresStandard"/>
    public bool RequiresStandard { get; init; } = true;

    /// <summary>The easiest target as header bits.</summary>
    public uint EasiestBits => CompactTarget.Encode(EasiestTarget);
}
