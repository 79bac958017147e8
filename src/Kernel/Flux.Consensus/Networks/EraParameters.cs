using System.Collections.Immutable;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Consensus.Networks;

/// <summary>
/// What differs between main, test and regtest (chain reference §1). <see cref="EraNetwork.Build"/> makes a network of it. Change a copy to get a network of
/// a recording: other heights, other keys.
/// </summary>
public sealed record EraParameters
{
    /// <inheritdoc cref="Network.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Network.DataSubdirectory"/>
    public required string DataSubdirectory { get; init; }

    /// <inheritdoc cref="Network.CurrencyLabel"/>
    public required string CurrencyLabel { get; init; }

    /// <inheritdoc cref="Network.MessageStart"/>
    public required ImmutableArray<byte> MessageStart { get; init; }

    /// <inheritdoc cref="Network.P2PPort"/>
    public required int P2PPort { get; init; }

    /// <inheritdoc cref="Network.RpcPort"/>
    public required int RpcPort { get; init; }

    /// <inheritdoc cref="Network.CoinType"/>
    public required int CoinType { get; init; }

    /// <inheritdoc cref="Network.Addresses"/>
    public required AddressPrefixes Addresses { get; init; }

    /// <inheritdoc cref="Network.Genesis"/>
    public required Block Genesis { get; init; }

    /// <summary>Activation heights in the order of <see cref="UpgradeSchedule"/>.</summary>
    public required EraHeights Heights { get; init; }

    /// <inheritdoc cref="WorkParameters.PowLimit"/>
    public required UInt256 PowLimit { get; init; }

    /// <inheritdoc cref="WorkParameters.Spacing"/>
    public required int Spacing { get; init; }

    /// <inheritdoc cref="WorkParameters.DigishieldAdjust"/>
    public (int Down, int Up) DigishieldAdjust { get; init; } = (32, 16);

    /// <inheritdoc cref="WorkParameters.EasiestAfterGap"/>
    public bool EasiestAfterGap { get; init; }

    /// <summary>Equihash sets of the three epochs.</summary>
    public required (EquihashParameters First, EquihashParameters Second, EquihashParameters Third) Equihash { get; init; }

    /// <inheritdoc cref="EquihashSchedule.FadeLength"/>
    public required int FadeLength { get; init; }

    /// <inheritdoc cref="EquihashSchedule.AnySizeUntil"/>
    public int AnySolutionSizeUntil { get; init; } = -1;

    /// <summary>False: neither hash ≤ target nor the eligibility hash is compared (regtest).</summary>
    public bool ComparesHashes { get; init; } = true;

    /// <inheritdoc cref="WorkParameters.MinimumChainWork"/>
    public UInt256 MinimumChainWork { get; init; }

    /// <summary>Easiest target of proof of node, and that of its first blocks.</summary>
    public required (UInt256 Limit, UInt256 Start) PonLimits { get; init; }

    /// <inheritdoc cref="PonParameters.DifficultyWindow"/>
    public required int PonWindow { get; init; }

    /// <summary>First proof-of-node height in plain comparisons: −1 on regtest although the upgrade never activates there (chain reference §13.1).</summary>
    public required int PonFrom { get; init; }

    /// <summary>Blocks between cuts of the proof-of-node subsidy, and most cuts.</summary>
    public required (int Interval, int Most) PonCuts { get; init; }

    /// <inheritdoc cref="PonParameters.EmergencyKeys"/>
    public required ImmutableArray<string> EmergencyKeys { get; init; }

    /// <inheritdoc cref="PonParameters.EmergencySignatures"/>
    public required int EmergencySignatures { get; init; }

    /// <summary>The test collateral needs neither node nor signature, and targets are tolerated for a while (test networks).</summary>
    public bool HasTestCollateral { get; init; }

    /// <inheritdoc cref="PonParameters.TolerantTargets"/>
    public (int From, int Until)? TolerantTargets { get; init; }

    /// <summary>Slow start and halving interval.</summary>
    public required (int SlowStart, int Halving) Subsidy { get; init; }

    /// <summary>Address of the developer fund.</summary>
    public required string DeveloperAddress { get; init; }

    /// <summary>One-off outputs.</summary>
    public required EraFunding Funding { get; init; }

    /// <inheritdoc cref="CoinbaseParameters.MustBeShieldedBeforeFlux"/>
    public required bool ShieldsCoinbases { get; init; }

    /// <inheritdoc cref="FluxNodeParameters.PaymentsFrom"/>
    public required int PaymentsFrom { get; init; }

    /// <summary>Heights [from, until) in which old and new collateral of Cumulus, Nimbus and Stratus are both good.</summary>
    public required ImmutableArray<(int From, int Until)> Transitions { get; init; }

    /// <summary>Benchmark keys by time, uncompressed hex.</summary>
    public required ImmutableArray<(uint From, string Key)> BenchmarkKeys { get; init; }

    /// <summary>Foundation key, uncompressed hex.</summary>
    public required string FoundationKey { get; init; }

    /// <inheritdoc cref="Network.Checkpoints"/>
    public ImmutableArray<Checkpoint> Checkpoints { get; init; } = [];

    /// <inheritdoc cref="Network.DnsSeeds"/>
    public ImmutableArray<string> DnsSeeds { get; init; } = [];

    /// <inheritdoc cref="Network.RequiresStandard"/>
    public bool RequiresStandard { get; init; } = true;

    /// <inheritdoc cref="Network.MinesOnDemand"/>
    public bool MinesOnDemand { get; init; }

    /// <inheritdoc cref="Network.MiningWaitsForPeers"/>
    public bool MiningWaitsForPeers { get; init; }

    /// <inheritdoc cref="Network.IsTestNet"/>
    public bool IsTestNet { get; init; }

    internal Script ScriptOf(string address) => Address.TryParse(address, Addresses, out var parsed)
        ? parsed.ToScript()
        : throw new ArgumentException($"'{address}' is no address of {Name}.", nameof(address));
}
