using System.Collections.Immutable;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.TestKit;

/// <summary>The next block before it is sealed, valid as it comes. Bend a property, then <see cref="Seal"/>: the Merkle root follows the transactions.</summary>
public sealed record BlockDraft
{
    /// <summary>Height it is meant for.</summary>
    public required int Height { get; init; }

    /// <summary>Everything but the Merkle root.</summary>
    public required BlockHeader Header { get; init; }

    /// <summary>Begin of the coinbase script.</summary>
    public required Script CoinbaseScript { get; init; }

    /// <summary>Outputs of the coinbase: miner, then tiers.</summary>
    public required ImmutableArray<TxOutput> CoinbaseOutputs { get; init; }

    /// <summary>Everything after the coinbase.</summary>
    public required ImmutableArray<Transaction> Transactions { get; init; }

    /// <summary>The coinbase is a version 1 transaction, as before Acadia on the existing networks.</summary>
    public bool HasOldCoinbase { get; init; }

    /// <summary>The coinbase.</summary>
    public Transaction Coinbase
    {
        get
        {
            var input = new TxInput(OutPoint.Null, CoinbaseScript, TxInput.FinalSequence);
            return HasOldCoinbase
                ? new Transaction { Version = 1, Inputs = [input], Outputs = CoinbaseOutputs }
                : TestTransactions.Unsigned([input], CoinbaseOutputs);
        }
    }

    /// <summary>The block.</summary>
    public Block Seal() => Seal([Coinbase, .. Transactions]);

    /// <summary>The block with exactly these transactions.</summary>
    public Block Seal(ImmutableArray<Transaction> transactions) => new(Header with { MerkleRoot = MerkleRootOf(transactions) }, transactions);

    /// <summary>Bitcoin's tree, plainly.</summary>
    public static Hash256 MerkleRootOf(ImmutableArray<Transaction> transactions)
    {
        var level = transactions.Select(transaction => transaction.Id.Value.ToArray()).ToList();
        if (level.Count == 0) return Hash256.Zero;
        while (level.Count > 1)
        {
            if (level.Count % 2 == 1) level.Add(level[^1]);
            level = [.. level.Chunk(2).Select(pair => System.Security.Cryptography.SHA256.HashData(System.Security.Cryptography.SHA256.HashData([.. pair[0], .. pair[1]])))];
        }
        return new Hash256(level[0]);
    }
}
