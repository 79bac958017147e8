using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;

namespace Flux.Consensus.FluxNodes;

/// <summary>The FluxNode state machine, one transaction at a time (chain reference §8). What happens by height alone is in <see cref="NodeTransitions"/>.</summary>
public static class FluxNodeRules
{
    /// <summary>
    /// Judges a START or CONFIRM that passed the context-free rules, for a block at <paramref name="height"/>.
    /// </summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="transaction">A version 5 or 6 transaction with a START or CONFIRM body; anything else is a bug.</param>
    /// <param name="nodes">The list before the block.</param>
    /// <param name="height">Height of the block.</param>
    /// <param name="coins">Coins before the block.</param>
    public static FluxNodeCheck Check(Network network, Transaction transaction, FluxNodeList nodes, int height, ICoinView coins) => transaction.FluxNode switch
    {
        StartTransaction start => StartRules.Check(network, transaction, start, nodes, height, coins),
        ConfirmTransaction confirm => ConfirmRules.Check(network, confirm, nodes, height, coins),
        _ => throw new ArgumentException("Not a START or CONFIRM.", nameof(transaction)),
    };

    /// <summary>First height at which an update of a confirmed node that keeps its address is allowed.</summary>
    public static int NextUpdate(Network network, FluxNodeRecord record, int height) => ConfirmRules.NextUpdate(network.FluxNodes, record, height);

    /// <summary>Height after which a confirmed node that does not renew has expired.</summary>
    public static int ExpiresAfter(Network network, FluxNodeRecord record, int height) =>
        record.LastConfirmedHeight + network.FluxNodes.ConfirmExpiry.At(height);
}
