using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>What the transactions and the coinbase of one block do to FluxNodes; filled while the block is connected.</summary>
internal sealed class NodeEvents
{
    private readonly HashSet<OutPoint> _confirmedOutPoints = [];

    /// <summary>Records of STARTs.</summary>
    public List<FluxNodeRecord> Started { get; } = [];

    /// <summary>Records after first confirms and updates.</summary>
    public List<FluxNodeRecord> Confirmed { get; } = [];

    /// <summary>Delegate lists that STARTs set.</summary>
    public List<(OutPoint Collateral, ImmutableArray<ReadOnlyMemory<byte>> Keys)> Delegates { get; } = [];

    /// <summary>Nodes that lose their place because the block spends their collateral.</summary>
    public List<OutPoint> SpentCollaterals { get; } = [];

    /// <summary>Nodes that the coinbase pays.</summary>
    public List<OutPoint> Paid { get; } = [];

    public void AddConfirm(FluxNodeRecord record)
    {
        Confirmed.Add(record);
        _confirmedOutPoints.Add(record.Collateral);
    }

    public bool IsConfirmed(OutPoint collateral) => _confirmedOutPoints.Contains(collateral);
}
