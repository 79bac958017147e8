using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>
/// What a block does to the list, in the order of the reference: new STARTs, STARTED to DOS, DOS releases, first confirms, updates, confirm
/// expiry, payments (chain reference §8.5). Every condition looks at the list before the block.
/// </summary>
internal static class NodeTransitions
{
    /// <summary>Applies a block.</summary>
    /// <param name="network">Whose rules.</param>
    /// <param name="before">The list before the block.</param>
    /// <param name="editor">Takes the changes.</param>
    /// <param name="height">Height of the block.</param>
    /// <param name="events">What the block's transactions and coinbase did.</param>
    public static void Apply(Network network, FluxNodeList before, FluxNodeEditor editor, int height, NodeEvents events)
    {
        foreach (var started in events.Started) editor.Put(started);
        ExpireStarts(network.FluxNodes, before, editor, height, events);
        ReleaseDos(network.FluxNodes, before, editor, height);
        foreach (var confirmed in events.Confirmed) editor.Put(confirmed);
        ExpireConfirms(network.FluxNodes, before, editor, height, events);
        PurgeOldAmounts(network.FluxNodes, before, editor, height);
        foreach (var spent in events.SpentCollaterals) editor.Remove(spent);
        Pay(editor, height, events);
        foreach (var (collateral, keys) in events.Delegates) editor.SetDelegates(collateral, [.. keys.Select(key => (ReadOnlyMemory<byte>)key.ToArray())]);
    }

    private static void ExpireStarts(FluxNodeParameters rules, FluxNodeList before, FluxNodeEditor editor, int height, NodeEvents events)
    {
        foreach (var record in before.AddedAt(NodeState.Started, height - rules.StartExpiry.At(height)))
        {
            if (!events.IsConfirmed(record.Collateral)) editor.Put(record with { State = NodeState.Dos });
        }
    }

    private static void ReleaseDos(FluxNodeParameters rules, FluxNodeList before, FluxNodeEditor editor, int height)
    {
        var release = rules.Release.At(height);
        var added = height - release.Blocks;
        foreach (var record in release.Exactly ? before.AddedAt(NodeState.Dos, added) : before.DosAddedUntil(added)) editor.Remove(record.Collateral);
    }

    private static void ExpireConfirms(FluxNodeParameters rules, FluxNodeList before, FluxNodeEditor editor, int height, NodeEvents events)
    {
        foreach (var record in before.ConfirmedUntil(height - rules.ConfirmExpiry.At(height) - 1))
        {
            if (!events.IsConfirmed(record.Collateral)) editor.Remove(record.Collateral);
        }
    }

    /// <summary>Around the collateral change of main: nodes whose tier's transition is over and whose amount counts for no tier any more.</summary>
    private static void PurgeOldAmounts(FluxNodeParameters rules, FluxNodeList before, FluxNodeEditor editor, int height)
    {
        if (height < rules.PurgeOldAmounts.From || height >= rules.PurgeOldAmounts.Until) return;
        foreach (var record in before.ConfirmedUntil(height))
        {
            if (rules.TierOf(record.CollateralValue, height) is null && IsTransitionOver(rules, record.Tier, height)) editor.Remove(record.Collateral);
        }
    }

    private static bool IsTransitionOver(FluxNodeParameters rules, Tier tier, int height)
    {
        foreach (var era in rules.Collaterals)
        {
            if (era.Tier == tier && era.Until <= height) return true;
        }
        return false;
    }

    private static void Pay(FluxNodeEditor editor, int height, NodeEvents events)
    {
        foreach (var payee in events.Paid)
        {
            // A node that expires in the block that pays it keeps no mark.
            if (editor.Find(payee) is { State: NodeState.Confirmed } record) editor.Put(record with { LastPaidHeight = height });
        }
    }
}
