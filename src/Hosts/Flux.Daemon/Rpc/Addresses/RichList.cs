using Flux.Chain.Indexes;
using Flux.Chain.Selection;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>Who holds most, and how many hold how much, after one block.</summary>
internal sealed class RichList
{
    /// <summary>Most addresses that are kept.</summary>
    public const int Longest = 1000;

    // Powers of ten in FLUX; above the last one everything is one interval.
    private static readonly long[] Bounds = [0, .. Enumerable.Range(0, 9).Select(power => (long)Math.Pow(10, power) * Amount.Coin)];

    private readonly PriorityQueue<HeldBalance, (long, Hash160)> _richest = new(Longest + 1);

    private RichList(HeaderEntry block) => Block = block;

    /// <summary>The tip when the count began.</summary>
    public HeaderEntry Block { get; }

    /// <summary>Addresses that hold something.</summary>
    public int Addresses { get; private set; }

    /// <summary>The richest first.</summary>
    public IReadOnlyList<HeldBalance> Richest { get; private set; } = [];

    /// <summary>From (included) to (not included), how many addresses, and what they hold together; satoshi.</summary>
    public IReadOnlyList<(long From, long To, int Count, long Sum)> Intervals { get; private set; } = [];

    /// <summary>Looks at every address once.</summary>
    public static async Task<RichList> CountAsync(AddressIndex index, HeaderEntry block, CancellationToken cancellation)
    {
        var list = new RichList(block);
        var (counts, sums) = (new int[Bounds.Length], new long[Bounds.Length]);
        await index.VisitBalancesAsync(
            held =>
            {
                var at = Array.FindLastIndex(Bounds, bound => held.Balance.Satoshis >= bound);
                counts[at]++;
                sums[at] += held.Balance.Satoshis;
                list.Add(held);
            },
            cancellation).ConfigureAwait(false);
        list.Richest = [.. list._richest.UnorderedItems.Select(item => item.Element).OrderByDescending(held => held.Balance).ThenBy(held => held.Address.Hash)];
        list.Intervals = [.. Bounds.Select((from, i) => (from, i + 1 < Bounds.Length ? Bounds[i + 1] : Amount.MaxMoney.Satoshis, counts[i], sums[i]))];
        return list;
    }

    private void Add(HeldBalance held)
    {
        Addresses++;
        _richest.Enqueue(held, (held.Balance.Satoshis, held.Address.Hash));
        if (_richest.Count > Longest) _richest.Dequeue();
    }
}
