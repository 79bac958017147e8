using System.Buffers.Binary;
using System.Security.Cryptography;
using Flux.Chain.Store.Coins;
using Flux.Chain.Store.Rocks;
using Flux.Consensus.Escrow;
using Flux.Consensus.Ledger;
using Flux.Primitives;

namespace Flux.Chain.Store;

/// <summary>Counts the flushed state of one moment, row by row, away from the writer.</summary>
internal sealed class StateCount(ChainStore store, LedgerState ledger) : IDisposable
{
    private const int CheckCancellationEvery = 4096;

    private readonly RocksSnapshot _snapshot = store.Database.Snapshot();

    public ChainTotals Run(UseGate gate, CancellationToken cancellationToken)
    {
        using var use = gate.Enter();
        var coins = CountCoins(cancellationToken);
        return new ChainTotals
        {
            Height = ledger.Height,
            Tip = ledger.Tip,
            Transactions = coins.Transactions,
            Coins = coins.Count,
            CoinBytes = coins.Bytes,
            CoinAmount = new Amount(coins.Ordinary),
            EscrowWorth = new Amount(coins.Escrow),
            CoinsHash = coins.Hash,
            LedgerHash = HashLedger(),
            ShieldedHash = HashShielded(cancellationToken),
            Nodes = ledger.Nodes.Count,
            Ledger = ledger.Totals,
        };
    }

    public void Dispose() => _snapshot.Dispose();

    private CoinCount CountCoins(CancellationToken cancellationToken)
    {
        var count = new CoinCount();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var cursor = store.Database.Cursor(store.Database.Family(StoreFamilies.Coins), _snapshot);
        for (cursor.Seek([]); cursor.IsValid; cursor.Next())
        {
            if (count.Count % CheckCancellationEvery == 0) cancellationToken.ThrowIfCancellationRequested();
            var (key, value) = (cursor.Key, cursor.Value);
            Append(hash, key, value);
            count.Add(CoinCodec.ReadKey(key), CoinCodec.ReadValue(value), key.Length + value.Length, ledger.Height);
        }
        count.Hash = new Hash256(hash.GetHashAndReset());
        return count;
    }

    private Hash256 HashLedger()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in store.StoredLedgerRows(_snapshot)) Append(hash, row.Key.Span, row.Value!.Value.Span);
        return new Hash256(hash.GetHashAndReset());
    }

    private Hash256 HashShielded(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var family in (string[])[StoreFamilies.Nullifiers, StoreFamilies.Anchors])
        {
            using var cursor = store.Database.Cursor(store.Database.Family(family), _snapshot);
            long rows = 0;
            for (cursor.Seek([]); cursor.IsValid; cursor.Next())
            {
                if (rows++ % CheckCancellationEvery == 0) cancellationToken.ThrowIfCancellationRequested();
                Append(hash, cursor.Key, cursor.Value);
            }
        }
        return new Hash256(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Span<byte> lengths = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, key.Length);
        BinaryPrimitives.WriteInt32LittleEndian(lengths[4..], value.Length);
        hash.AppendData(lengths);
        hash.AppendData(key);
        hash.AppendData(value);
    }

    private sealed class CoinCount
    {
        private TxId _last;

        public long Transactions { get; private set; }

        public long Count { get; private set; }

        public long Bytes { get; private set; }

        public long Ordinary { get; private set; }

        public long Escrow { get; private set; }

        public Hash256 Hash { get; set; }

        public void Add(OutPoint outPoint, Coin coin, int bytes, int height)
        {
            if (Count == 0 || outPoint.Transaction != _last) Transactions++;
            _last = outPoint.Transaction;
            Count++;
            Bytes += bytes;
            if (coin.IsEscrow) Escrow += EscrowRules.Worth(coin, height).Satoshis;
            else Ordinary += coin.Output.Value.Satoshis;
        }
    }
}
