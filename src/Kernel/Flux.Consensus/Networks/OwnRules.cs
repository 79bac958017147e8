using Flux.Consensus.Networks.Files;
using Flux.Consensus.Work;
using Flux.Crypto.Equihash;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Networks;

/// <summary>What the numbers of an own network must be to each other. Ranges of single fields are in <see cref="NetworkFields"/>.</summary>
public static class OwnRules
{
    private const int Whole = 100;
    private static readonly string[] Taken = ["main", "test", "regtest", "classic", "local"];

    // The averages of lwma and lwma3 reach six targets, one step of lwma3 one and a half; digishield adds up seventeen.
    private static readonly UInt256 EasiestOfAll = UInt256.MaxValue >> 3;
    private static readonly UInt256 EasiestOfDigishield = UInt256.MaxValue >> 5;
    private static readonly UInt256 HardestOfAll = UInt256.One << 200;

    /// <summary>Everything that does not fit; empty when all does.</summary>
    public static IReadOnlyList<NetworkProblem> Check(OwnParameters own) =>
    [
        .. Identity(own), .. Target(own), .. Money(own), .. Nodes(own), .. Lists(own), .. GenesisWork(own),
    ];

    private static IEnumerable<NetworkProblem> Identity(OwnParameters own)
    {
        if (Taken.Contains(own.Name)) yield return new("name", $"is \"{own.Name}\", which is a network that comes with the product");
        foreach (var known in (Network[])[NetworkCatalog.Main, NetworkCatalog.Test, NetworkCatalog.Regtest, NetworkCatalog.Classic, NetworkCatalog.Local(0)])
        {
            if (known.MessageStart.AsSpan().SequenceEqual(own.MessageStart.AsSpan())) yield return new("messageStart", $"is that of {known.Name}: the two would talk to each other");
        }
        if (own.P2PPort == own.RpcPort) yield return new("ports.rpc", $"is {own.RpcPort}, as ports.p2p is");
        if (own.Addresses.PubKeyHash.AsSpan().SequenceEqual(own.Addresses.ScriptHash.AsSpan())) yield return new("addresses.scriptHash", "is the same as addresses.pubKeyHash");
        if (own.Addresses.ExtendedPublicKey.AsSpan().SequenceEqual(own.Addresses.ExtendedPrivateKey.AsSpan()))
            yield return new("addresses.extendedPrivateKey", "is the same as addresses.extendedPublicKey");
    }

    private static IEnumerable<NetworkProblem> Target(OwnParameters own)
    {
        var easiest = own.Difficulty == DifficultyAlgorithm.Digishield ? EasiestOfDigishield : EasiestOfAll;
        if (own.EasiestTarget > easiest) yield return new("work.easiestTarget", $"is {own.EasiestTarget}; with this difficulty it may be at most {easiest}, or averages would overflow");
        if (own.EasiestTarget < HardestOfAll) yield return new("work.easiestTarget", $"is {own.EasiestTarget}; at least {HardestOfAll}, or no block would ever be found");
        if (own.GenesisSolution.IsEmpty && own.GenesisNonce != Hash256.Zero) yield return new("genesis.nonce", "is there without genesis.solution");
    }

    private static IEnumerable<NetworkProblem> Money(OwnParameters own)
    {
        var total = OwnNetwork.SubsidyOf(own).Total;
        if (total > (UInt128)own.MaximumSupply.Satoshis)
            yield return new("subsidy.maximumSupply", $"is {own.MaximumSupply}, but the schedule makes {Coins(total)}; choose a smaller subsidy.first or subsidy.halvingInterval");
        var parts = own.CumulusPercent + own.NimbusPercent + own.StratusPercent;
        if (parts != Whole) yield return new("subsidy.stratusPercent", $"is {own.StratusPercent}, which makes {parts} with cumulusPercent and nimbusPercent; the three must make {Whole}");
        if (own.FirstSubsidy > own.MaximumSupply) yield return new("subsidy.first", $"is {own.FirstSubsidy}, more than subsidy.maximumSupply");
    }

    private static IEnumerable<NetworkProblem> Nodes(OwnParameters own)
    {
        if (own.CumulusCollateral >= own.NimbusCollateral) yield return new("nodes.nimbusCollateral", $"is {own.NimbusCollateral}; it must be more than nodes.cumulusCollateral, {own.CumulusCollateral}");
        if (own.NimbusCollateral >= own.StratusCollateral) yield return new("nodes.stratusCollateral", $"is {own.StratusCollateral}; it must be more than nodes.nimbusCollateral, {own.NimbusCollateral}");
        if (own.StratusCollateral > own.MaximumSupply) yield return new("nodes.stratusCollateral", $"is {own.StratusCollateral}, more than there will ever be (subsidy.maximumSupply {own.MaximumSupply})");
        if (own.Release <= own.StartExpiry) yield return new("nodes.release", $"is {own.Release}; it must be more than nodes.startExpiry, {own.StartExpiry}");
        if (own.ConfirmExpiry <= own.ConfirmInterval) yield return new("nodes.confirmExpiry", $"is {own.ConfirmExpiry}; it must be more than nodes.confirmInterval, {own.ConfirmInterval}, or every node expires");
        if (own.AddressChangeInterval > own.ConfirmInterval) yield return new("nodes.addressChangeInterval", $"is {own.AddressChangeInterval}; at most nodes.confirmInterval, {own.ConfirmInterval}");
    }

    private static IEnumerable<NetworkProblem> Lists(OwnParameters own)
    {
        if (own.Voucher == ConfirmVoucher.NetworkKeys && own.BenchmarkKeys.IsEmpty) yield return new("nodes.benchmarkKeys", "is empty, but nodes.voucher is \"keys\"");
        if (own.Voucher != ConfirmVoucher.NetworkKeys && !own.BenchmarkKeys.IsEmpty) yield return new("nodes.benchmarkKeys", "has keys, but nodes.voucher is \"self\"");
        for (var i = 0; i < own.BenchmarkKeys.Length; i++)
        {
            var from = own.BenchmarkKeys[i].From;
            if (i == 0 && from != 0) yield return new("nodes.benchmarkKeys[0].from", $"is {from}; the first key must count from 0");
            if (i > 0 && from <= own.BenchmarkKeys[i - 1].From) yield return new($"nodes.benchmarkKeys[{i}].from", $"is {from}, not after the one before");
        }
        for (var i = 1; i < own.Checkpoints.Length; i++)
        {
            if (own.Checkpoints[i].Height <= own.Checkpoints[i - 1].Height) yield return new($"blocks.checkpoints[{i}].height", $"is {own.Checkpoints[i].Height}, not above the one before");
        }
    }

    private static IEnumerable<NetworkProblem> GenesisWork(OwnParameters own)
    {
        if (own.GenesisSolution.IsEmpty) yield break;
        if (own.GenesisSolution.Length != own.Equihash.SolutionBytes)
        {
            yield return new("genesis.solution", $"has {own.GenesisSolution.Length} bytes; Equihash {own.Equihash} has {own.Equihash.SolutionBytes}");
            yield break;
        }
        var header = OwnGenesis.Build(own).Header;
        if (!EquihashVerifier.Verify(own.Equihash, BlockCodec.EquihashInput(header), header.Solution.Span))
            yield return new("genesis.solution", "does not solve the first block; after a change of genesis or work fields it must be mined again: flux network mine FILE");
        else if (UInt256.FromHash(header.Hash.Value) > CompactTarget.Decode(header.Bits))
            yield return new("genesis.nonce", $"gives block {header.Hash}, which is not under work.easiestTarget; it must be mined again: flux network mine FILE");
    }

    private static string Coins(UInt128 satoshis) => $"{satoshis / (UInt128)Amount.Coin}.{satoshis % (UInt128)Amount.Coin:D8}";
}
