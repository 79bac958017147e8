using Flux.Primitives;

namespace Flux.Consensus.Tests.Transactions;

/// <summary>A plain coin set: what tests of transaction rules need to replay a recorded chain.</summary>
internal sealed class CoinTable
{
    private readonly Dictionary<OutPoint, Coin> _coins = [];

    public Coin? Find(OutPoint outPoint) => _coins.TryGetValue(outPoint, out var coin) ? coin : null;

    public bool Knows(TxId id) => _coins.Keys.Any(key => key.Transaction == id);

    /// <summary>The coins of all inputs, or null when one is missing.</summary>
    public Coin[]? FindSpent(Transaction transaction)
    {
        var found = transaction.Inputs.Select(input => Find(input.PreviousOutput)).ToList();
        return found.Contains(null) ? null : [.. found.Select(coin => coin!.Value)];
    }

    public void Apply(Transaction transaction, int height)
    {
        foreach (var input in transaction.Inputs) _coins.Remove(input.PreviousOutput);
        for (var i = 0; i < transaction.Outputs.Length; i++)
        {
            _coins[new OutPoint(transaction.Id, (uint)i)] = new Coin(transaction.Outputs[i], height, transaction.IsCoinbase);
        }
    }

    public CoinTable Copy()
    {
        var copy = new CoinTable();
        foreach (var (outPoint, coin) in _coins) copy._coins[outPoint] = coin;
        return copy;
    }
}
