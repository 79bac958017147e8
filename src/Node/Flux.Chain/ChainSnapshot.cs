using Flux.Chain.Selection;
using Flux.Consensus.Ledger;
using Flux.Consensus.Work;

namespace Flux.Chain;

/// <summary>Where the chain stands, as one consistent and immutable picture. A new one is published after every change of the tip.</summary>
public sealed record ChainSnapshot
{
    /// <summary>Last connected block.</summary>
    public required HeaderEntry Tip { get; init; }

    /// <summary>Header with the most work that is not known to be invalid; never behind the tip.</summary>
    public required HeaderEntry BestHeader { get; init; }

    /// <summary>Nodes, reserves, escrow coins and totals after the tip.</summary>
    public required LedgerState Ledger { get; init; }

    /// <summary>Median time past of the tip, Unix seconds.</summary>
    public required uint MedianTime { get; init; }

    /// <summary>True while the network's own rule says that this node is still catching up.</summary>
    public required bool IsInitialDownload { get; init; }

    /// <summary>Height of the tip.</summary>
    public int Height => Tip.Height;

    /// <summary>Work of the main chain.</summary>
    public UInt256 ChainWork => Tip.ChainWork;
}
