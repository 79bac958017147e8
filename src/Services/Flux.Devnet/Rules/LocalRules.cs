using Flux.Consensus.Networks;
using Flux.Crypto.Equihash;
using Flux.Primitives.Addresses;

namespace Flux.Devnet.Rules;

/// <summary>What a founder's rules must be for a network on one machine, whose money and nodes come from a burst of blocks (docs/decisions/0003).</summary>
internal static class LocalRules
{
    /// <summary>Every field that stands in the way, with what it must be.</summary>
    public static IEnumerable<string> Problems(OwnParameters own)
    {
        if (own.Equihash != EquihashParameters.Zcash48x5) yield return $"work.equihash is {own.Equihash}; on one machine it must be 48,5, which a core solves in milliseconds";
        if (own.Difficulty != DifficultyAlgorithm.Constant) yield return "work.difficulty must be constant: a burst would make the target hard at once";
        if (!own.MinesOnDemand) yield return "mining.onDemand must be true: the first blocks are made by it";
        if (own.MiningWaitsForPeers) yield return "mining.waitsForPeers must be false: the first machine has none";
        if (!own.AllowsLocalPeers) yield return "peers.allowLocal must be true: all machines have loopback addresses";
        if (own.Voucher != ConfirmVoucher.SelfSigned) yield return "nodes.voucher must be self: there is nobody else";
        if (!SameAsMain(own.Addresses)) yield return "addresses must be those of main, which the developer wallet has (1cb8, 1cbd, 80)";
        if (own.Spacing > DevnetOptions.LongestBlockTime) yield return $"work.spacing is {own.Spacing}; on one machine at most {DevnetOptions.LongestBlockTime}";
    }

    /// <summary>The rules with a genesis block of this time, which is then no claim of work.</summary>
    public static OwnParameters Stamped(OwnParameters own, long genesisTime) =>
        own with { GenesisTime = (uint)genesisTime, GenesisNonce = default, GenesisSolution = default };

    private static bool SameAsMain(AddressPrefixes prefixes) =>
        prefixes.PubKeyHash.AsSpan().SequenceEqual(AddressPrefixes.Main.PubKeyHash.AsSpan())
        && prefixes.ScriptHash.AsSpan().SequenceEqual(AddressPrefixes.Main.ScriptHash.AsSpan())
        && prefixes.PrivateKey.AsSpan().SequenceEqual(AddressPrefixes.Main.PrivateKey.AsSpan());
}
