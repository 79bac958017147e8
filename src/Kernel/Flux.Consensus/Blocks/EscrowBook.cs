using Flux.Consensus.Escrow;
using Flux.Consensus.Ledger;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>Escrow coins while a block is being connected: the list, the running sums, and which entries came and went.</summary>
internal sealed class EscrowBook(LedgerState parent, Amount earned)
{
    private readonly Dictionary<OutPoint, EscrowEntry> _added = [];
    private readonly HashSet<OutPoint> _removed = [];

    public EscrowList List { get; private set; } = parent.Escrows;

    /// <summary>Σ worth at the height of the block.</summary>
    public Amount Worth { get; private set; } = parent.Totals.EscrowWorth - earned;

    /// <summary>Σ of what is lost per block from now on.</summary>
    public Amount Rate { get; private set; } = parent.Totals.EscrowRate;

    public IEnumerable<EscrowEntry> Added => _added.Values;

    public IEnumerable<OutPoint> Removed => _removed;

    public void Add(OutPoint outPoint, Coin coin)
    {
        var entry = new EscrowEntry(outPoint, coin.Output.Value, coin.Height, coin.EscrowBlocks);
        List = List.Add(entry);
        _added.Add(outPoint, entry);
        Worth += coin.Output.Value;
        Rate += EscrowRules.Rate(coin);
    }

    /// <summary>Spent, or run out with nothing left.</summary>
    public void Remove(OutPoint outPoint, Coin coin, int height)
    {
        List = List.Remove(coin.Height + coin.EscrowBlocks, outPoint);
        if (!_added.Remove(outPoint)) _removed.Add(outPoint);
        Worth -= EscrowRules.Worth(coin, height);
        Rate -= EscrowRules.Rate(coin);
    }
}
