using System.Collections.Immutable;
using Flux.Chain.Mempool;
using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Primitives;

namespace Flux.Chain.Templates;

/// <summary>
/// Chooses transactions for a block: FluxNode transactions first (they look at the state before the block, and a later transaction may
/// spend their collateral), then packages of a transaction with its waiting ancestors, best fee per byte first.
/// </summary>
internal sealed class PackageSelector(Network network, int height, ICoinView coins, TemplateOptions options)
{
    /// <summary>Room for header, solution and coinbase.</summary>
    private const int ReservedBytes = 4_000;
    private const int ReservedSigOps = 100;

    private readonly Dictionary<TxId, PoolEntry> _all = [];
    private readonly List<PoolEntry> _chosen = [];
    private readonly Dictionary<TxId, int> _places = [];
    private long _bytes = ReservedBytes;
    private int _sigOps = ReservedSigOps;

    public ImmutableArray<TemplateTransaction> Select(PoolSnapshot snapshot)
    {
        foreach (var entry in snapshot.Entries) _all.Add(entry.Id, entry);
        foreach (var entry in snapshot.Entries) if (entry.Transaction.IsFluxNode) TryTake([entry]);
        TakePackages(snapshot.Entries.Where(entry => !entry.Transaction.IsFluxNode));
        return [.. _chosen.Select(Describe)];
    }

    private void TakePackages(IEnumerable<PoolEntry> entries)
    {
        var queue = new PriorityQueue<PoolEntry, PackageRate>();
        foreach (var entry in entries) queue.Enqueue(entry, RateOf(OpenFamily(entry), entry));
        while (queue.TryDequeue(out var entry, out var rate))
        {
            if (_places.ContainsKey(entry.Id)) continue;
            var family = OpenFamily(entry);
            var present = RateOf(family, entry);
            // An ancestor was taken meanwhile: the rest of the package has another rate now.
            if (present.CompareTo(rate) > 0) queue.Enqueue(entry, present);
            else if (present.IsAtLeast(options.MinFeePer1000)) TryTake(family);
        }
    }

    /// <summary>The entry and its ancestors that are not chosen yet, parents first.</summary>
    private List<PoolEntry> OpenFamily(PoolEntry entry)
    {
        var family = new Dictionary<TxId, PoolEntry>();
        var open = new Stack<PoolEntry>([entry]);
        while (open.TryPop(out var next))
        {
            if (!family.TryAdd(next.Id, next)) continue;
            foreach (var input in next.Transaction.Inputs)
            {
                var parent = input.PreviousOutput.Transaction;
                if (!_places.ContainsKey(parent) && _all.TryGetValue(parent, out var waiting)) open.Push(waiting);
            }
        }
        return [.. family.Values.OrderBy(member => member.Arrival)];
    }

    private void TryTake(IReadOnlyList<PoolEntry> family)
    {
        var bytes = family.Sum(entry => (long)entry.Size);
        var sigOps = family.Sum(entry => entry.SigOps);
        if (_bytes + bytes > (options.MostBytes ?? network.MaxBlockBytes) || _sigOps + sigOps > network.MaxBlockSigOps) return;
        foreach (var entry in family)
        {
            _chosen.Add(entry);
            _places.Add(entry.Id, _chosen.Count);
        }
        (_bytes, _sigOps) = (_bytes + bytes, _sigOps + sigOps);
    }

    private TemplateTransaction Describe(PoolEntry entry)
    {
        var depends = entry.Transaction.Inputs.Select(input => _places.GetValueOrDefault(input.PreviousOutput.Transaction)).Where(place => place > 0);
        return new TemplateTransaction(entry.Transaction, FeeAtHeight(entry), entry.SigOps, [.. depends.Distinct().Order()]);
    }

    /// <summary>An escrow coin is worth more now than at the transaction's expiry, for which the pool judged the fee.</summary>
    private Amount FeeAtHeight(PoolEntry entry)
    {
        if (!entry.SpendsEscrow) return entry.Fee;
        var made = _chosen.ToDictionary(other => other.Id);
        var spend = SpendRules.Check(network, entry.Transaction, height, new ChosenCoins(coins, made));
        return spend.Verdict.IsOk ? spend.Fee : entry.Fee;
    }

    private static PackageRate RateOf(List<PoolEntry> family, PoolEntry entry) =>
        new(family.Sum(member => member.CountedFee.Satoshis), family.Sum(member => (long)member.Size), entry.Arrival);

    /// <summary>Coins after the tip, and those of chosen transactions.</summary>
    private sealed class ChosenCoins(ICoinView before, Dictionary<TxId, PoolEntry> made) : ICoinView
    {
        public Coin? Find(OutPoint outPoint) =>
            made.TryGetValue(outPoint.Transaction, out var entry) ? entry.Outputs[(int)outPoint.Index] : before.Find(outPoint);
    }
}
