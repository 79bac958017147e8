using System.Globalization;
using Flux.Consensus.Networks;

namespace Flux.Daemon.Node;

/// <summary>
/// What an operator must know where zero-knowledge proofs count and this program does not verify them (docs/decisions/0008): said at the start, and in the
/// <c>errors</c> and <c>warnings</c> of RPC. Not where Acadia never comes, before which fluxd accepts every proof, too; nor where blocks are made on demand
/// (regtest), since nothing is at stake there.
/// </summary>
internal static class ShieldedNotice
{
    /// <summary>One sentence or two; empty where there is nothing to say.</summary>
    public static string Of(Network network)
    {
        if (!network.Upgrades.Acadia.IsScheduled || network.Upgrades.RefusesShielded || network.MinesOnDemand) return "";
        var from = (network.LastCheckpointHeight + 1).ToString(CultureInfo.InvariantCulture);
        return network.Unshielding == UnshieldRule.Refuse
            ? $"Proofs of shielded transactions are not verified. unshield=refuse: blocks from {from} on that take value out of shielded pools are refused, which parts this node from the majority."
            : $"Proofs of shielded transactions are not verified. unshield=follow: a forged proof in a block from {from} on would be accepted, up to what the pools hold.";
    }
}
