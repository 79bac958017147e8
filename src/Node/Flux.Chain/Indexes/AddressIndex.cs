using Flux.Chain.Mempool;
using Flux.Chain.Store;
using Flux.Chain.Store.Rocks;
using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>Coins and changes by address (chain reference §12.8). Answers describe one moment, at or after the call.</summary>
public sealed class AddressIndex
{
    private readonly RocksDatabase _database;
    private readonly Func<CancellationToken, Task> _flush;
    private readonly UseGate _gate;
    private readonly TransactionPool _pool;

    internal AddressIndex(RocksDatabase database, TransactionPool pool, Func<CancellationToken, Task> flush, UseGate gate) =>
        (_database, _pool, _flush, _gate) = (database, pool, flush, gate);

    /// <summary>Unspent outputs of the addresses, by height.</summary>
    public async Task<IReadOnlyList<AddressCoin>> CoinsAsync(IReadOnlyList<AddressKey> addresses, CancellationToken cancellationToken)
    {
        await _flush(cancellationToken);
        using var use = _gate.Enter();
        using var snapshot = _database.Snapshot();
        var coins = new List<AddressCoin>();
        foreach (var address in addresses.Distinct()) AddCoins(coins, address, snapshot);
        if (addresses.Count > 1) coins.Sort((left, right) => left.OutPoint.CompareTo(right.OutPoint));
        return ByHeight(coins);
    }

    /// <summary>Changes of the addresses between two heights (both included), by height and place.</summary>
    public async Task<IReadOnlyList<AddressDelta>> DeltasAsync(
        IReadOnlyList<AddressKey> addresses, int fromHeight, int toHeight, CancellationToken cancellationToken)
    {
        await _flush(cancellationToken);
        using var use = _gate.Enter();
        using var snapshot = _database.Snapshot();
        return [.. addresses.Distinct().SelectMany(address => Deltas(address, fromHeight, toHeight, snapshot))
            .OrderBy(delta => delta.Height).ThenBy(delta => delta.BlockIndex < 0 ? int.MaxValue : delta.BlockIndex)];
    }

    /// <summary>Sums over the addresses.</summary>
    public async Task<AddressBalance> BalanceAsync(IReadOnlyList<AddressKey> addresses, CancellationToken cancellationToken)
    {
        await _flush(cancellationToken);
        using var use = _gate.Enter();
        using var snapshot = _database.Snapshot();
        long balance = 0, received = 0, escrow = 0;
        foreach (var delta in addresses.Distinct().SelectMany(address => Deltas(address, 0, int.MaxValue, snapshot)))
        {
            var value = delta.Value.Satoshis;
            if (delta.IsEscrow) escrow += value;
            else balance += value;
            if (!delta.IsEscrow && value > 0) received += value;
        }
        return new AddressBalance(new Amount(balance), new Amount(received), new Amount(escrow));
    }

    /// <summary>Tells the balance of every address that holds ordinary coins, one after the other.</summary>
    public async Task VisitBalancesAsync(Action<HeldBalance> visit, CancellationToken cancellationToken)
    {
        await _flush(cancellationToken);
        using var use = _gate.Enter();
        using var snapshot = _database.Snapshot();
        using var cursor = _database.Cursor(_database.Family(StoreFamilies.Addresses), snapshot);
        var held = default(HeldBalance);
        for (cursor.Seek(AddressRows.EveryUnspent); cursor.IsValid && AddressRows.IsUnspent(cursor.KeyHere); cursor.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var coin = AddressRows.ReadUnspent(AddressRows.AddressOf(cursor.KeyHere), cursor.KeyHere, cursor.ValueHere);
            if (coin.Address != held.Address)
            {
                if (held.Balance > Amount.Zero) visit(held);
                held = new HeldBalance(coin.Address, Amount.Zero);
            }
            if (!coin.Coin.IsEscrow) held = held with { Balance = held.Balance + coin.Coin.Output.Value };
        }
        if (held.Balance > Amount.Zero) visit(held);
    }

    /// <summary>What waiting transactions would change, in order of arrival.</summary>
    public IReadOnlyList<AddressPoolChange> Waiting(IReadOnlyList<AddressKey> addresses)
    {
        var wanted = addresses.ToHashSet();
        return [.. _pool.Snapshot.Entries.SelectMany(AddressPoolChange.Of).Where(change => wanted.Contains(change.Address))];
    }

    /// <summary>By height; those of one height stay in the order they came in, which is that of their outpoints.</summary>
    private static AddressCoin[] ByHeight(List<AddressCoin> coins)
    {
        // One number each is sorted, not the coins, which are large.
        var order = new ulong[coins.Count];
        for (var i = 0; i < order.Length; i++) order[i] = ((ulong)coins[i].Coin.Height << 32) | (uint)i;
        Array.Sort(order);
        return Array.ConvertAll(order, place => coins[(int)(uint)place]);
    }

    private void AddCoins(List<AddressCoin> coins, AddressKey address, RocksSnapshot snapshot)
    {
        var prefix = AddressRows.UnspentPrefix(address);
        using var cursor = _database.Cursor(_database.Family(StoreFamilies.Addresses), snapshot);
        for (cursor.Seek(prefix); cursor.IsValid; cursor.Next())
        {
            var key = cursor.KeyHere;
            if (!key.StartsWith(prefix)) return;
            coins.Add(AddressRows.ReadUnspent(address, key, cursor.ValueHere));
        }
    }

    private IEnumerable<AddressDelta> Deltas(AddressKey address, int from, int to, RocksSnapshot snapshot)
    {
        var family = AddressRows.ChangePrefix(address, 0).AsMemory(0, 1 + AddressRows.AddressSize).ToArray();
        return Rows(AddressRows.ChangePrefix(address, Math.Max(0, from)), family, snapshot)
            .Select(row => AddressRows.ReadChange(address, row.Key, row.Value))
            .TakeWhile(delta => delta.Height <= to);
    }

    private IEnumerable<(byte[] Key, byte[] Value)> Rows(byte[] from, byte[] prefix, RocksSnapshot snapshot)
    {
        using var cursor = _database.Cursor(_database.Family(StoreFamilies.Addresses), snapshot);
        for (cursor.Seek(from); cursor.IsValid && cursor.Key is var key && key.AsSpan().StartsWith(prefix); cursor.Next()) yield return (key, cursor.Value);
    }
}
