using Flux.Consensus.Blocks;
using Flux.Primitives;

namespace Flux.TestKit;

/// <summary>A coin set in memory that complains when a change does not fit.</summary>
public sealed class MemoryCoins : ICoinView
{
    private readonly Dictionary<OutPoint, Coin> _coins = [];

    /// <summary>All coins.</summary>
    public IReadOnlyDictionary<OutPoint, Coin> All => _coins;

    /// <inheritdoc/>
    public Coin? Find(OutPoint outPoint) => _coins.TryGetValue(outPoint, out var coin) ? coin : null;

    /// <summary>Applies a net change.</summary>
    public void Apply(CoinChanges changes)
    {
        foreach (var (outPoint, coin) in changes.Spent)
        {
            if (!_coins.Remove(outPoint, out var known)) throw new InvalidOperationException($"{outPoint} leaves but was not there");
            if (known != coin) throw new InvalidOperationException($"{outPoint} leaves as {coin} but was {known}");
        }
        foreach (var (outPoint, coin) in changes.Created) _coins.Add(outPoint, coin);
    }
}
