using System.Collections.Immutable;
using Flux.Crypto.Hashing;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.P2P.Relay;

/// <summary>
/// A compact block on its way to be whole (chain reference §11.6): places known by index, filled from what the message brought, from the
/// mempool, and from blocktxn. Owned by the session of the peer that sent it.
/// </summary>
internal sealed class PartialBlock
{
    private readonly Transaction?[] _places;
    private readonly Dictionary<ulong, int> _placeOf;
    private readonly ulong _k0;
    private readonly ulong _k1;

    private PartialBlock(CompactBlockMessage message, Transaction?[] places, Dictionary<ulong, int> placeOf)
    {
        (Header, _places, _placeOf) = (message.Header, places, placeOf);
        (_k0, _k1) = CompactBlocks.Keys(message.Header, message.Nonce);
    }

    public BlockHeader Header { get; }

    /// <summary>Bytes that the sender made us hold: its prefilled transactions and the list of places.</summary>
    public long HeldBytes { get; private init; }

    /// <summary>Indices of the transactions that are not here, lowest first.</summary>
    public ImmutableArray<int> Missing => [.. Enumerable.Range(0, _places.Length).Where(i => _places[i] is null)];

    /// <summary>
    /// Begins; null when the message contradicts itself (no transactions, or a prefilled one outside the block). Two equal short ids are no
    /// fault: their places count as missing.
    /// </summary>
    public static PartialBlock? Of(CompactBlockMessage message)
    {
        var places = new Transaction?[message.ShortIds.Length + message.Prefilled.Length];
        if (places.Length == 0) return null;
        foreach (var (index, transaction) in message.Prefilled)
        {
            if (index >= places.Length) return null;
            places[index] = transaction;
        }
        return new PartialBlock(message, places, PlacesOf(message.ShortIds, places))
        {
            HeldBytes = (places.Length * 48L) + message.Prefilled.Sum(one => (long)one.Transaction.Size),
        };
    }

    /// <summary>Puts waiting transactions at their places. Where two have the same short id neither is believed.</summary>
    public void Fill(IEnumerable<Transaction> waiting)
    {
        if (_placeOf.Count == 0) return;
        var doubtful = new HashSet<int>();
        foreach (var transaction in waiting)
        {
            if (!_placeOf.TryGetValue(CompactBlocks.ShortId(_k0, _k1, transaction.Id), out var place)) continue;
            if (_places[place] is { } other && other.Id != transaction.Id) doubtful.Add(place);
            else _places[place] = transaction;
        }
        foreach (var place in doubtful) _places[place] = null;
    }

    /// <summary>Puts the answer to a request for <see cref="Missing"/> in; false when it has another number of transactions.</summary>
    public bool TryFillMissing(ImmutableArray<Transaction> answer)
    {
        var missing = Missing;
        if (missing.Length != answer.Length) return false;
        for (var i = 0; i < missing.Length; i++) _places[missing[i]] = answer[i];
        return true;
    }

    /// <summary>The block; null when something is missing or the Merkle root shows that a short id named another transaction.</summary>
    public Block? Complete()
    {
        if (_places.AsSpan().Contains(null)) return null;
        var leaves = new byte[_places.Length * Hash256.Size];
        for (var i = 0; i < _places.Length; i++) _places[i]!.Id.Value.Bytes.CopyTo(leaves.AsSpan(i * Hash256.Size));
        Span<byte> root = stackalloc byte[Hash256.Size];
        MerkleTree.Root(leaves, root, out _);
        return new Hash256(root) == Header.MerkleRoot ? new Block(Header, [.. _places.Select(transaction => transaction!)]) : null;
    }

    private static Dictionary<ulong, int> PlacesOf(ImmutableArray<ulong> shortIds, Transaction?[] places)
    {
        var placeOf = new Dictionary<ulong, int>(shortIds.Length);
        var twice = new HashSet<ulong>();
        var place = 0;
        foreach (var id in shortIds)
        {
            while (places[place] is not null) place++;
            if (!placeOf.TryAdd(id, place)) twice.Add(id);
            place++;
        }
        foreach (var id in twice) placeOf.Remove(id);
        return placeOf;
    }
}
