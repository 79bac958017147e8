using System.Collections.Immutable;
using Flux.Primitives;

namespace Flux.Consensus.Blocks;

/// <summary>The coins while a block is being connected: those before it, less what it spent, with what it made.</summary>
internal sealed class CoinOverlay(ICoinView before) : ICoinView
{
    private readonly Dictionary<OutPoint, Coin> _created = [];
    private readonly HashSet<OutPoint> _spent = [];
    private readonly List<CoinEntry> _spentEntries = [];
    private readonly List<OutPoint> _order = [];

    /// <summary>What the block changes, net.</summary>
    public CoinChanges Changes => new([.. _spentEntries], [.. Remaining()]);

    public Coin? Find(OutPoint outPoint)
    {
        if (_created.TryGetValue(outPoint, out var coin)) return coin;
        return _spent.Contains(outPoint) ? null : before.Find(outPoint);
    }

    public void Spend(OutPoint outPoint, Coin coin)
    {
        if (_created.Remove(outPoint)) return;
        _spent.Add(outPoint);
        _spentEntries.Add(new CoinEntry(outPoint, coin));
    }

    public void Create(CoinEntry entry)
    {
        _created[entry.OutPoint] = entry.Coin;
        _order.Add(entry.OutPoint);
    }

    private IEnumerable<CoinEntry> Remaining()
    {
        foreach (var outPoint in _order)
        {
            if (_created.TryGetValue(outPoint, out var coin)) yield return new CoinEntry(outPoint, coin);
        }
    }
}
