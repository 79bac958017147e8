using Flux.Primitives;

namespace Flux.Wallets.CoinSelection;

/// <summary>
/// Chooses coins: a single coin that fits with little change, else the largest first. Simple, bounded and predictable;
/// privacy-minded selection is the job of coin control.
/// </summary>
public static class CoinSelector
{
    /// <summary>Version, group, counts, lock time, expiry and the empty shielded part of a version 4 transaction.</summary>
    private const int BaseBytes = 29;

    /// <summary>A signed P2PKH input with a compressed key, at its largest.</summary>
    public const int InputBytes = 149;

    /// <summary>A P2PKH output.</summary>
    public const int OutputBytes = 34;

    /// <summary>Outputs below are not made: 54 satoshi is fluxd's own limit (chain reference §6.9); ours leaves room for a dearer relay rate.</summary>
    public static Amount DustLimit => new(546);

    /// <summary>
    /// Pays <paramref name="target"/> with outputs of <paramref name="outputBytes"/> bytes in all.
    /// <paramref name="required"/> coins are spent in any case and in this order, before any chosen one.
    /// </summary>
    public static CoinChoice Select(
        IEnumerable<SpendableCoin> available, Amount target, int outputBytes, FeeRate rate, IReadOnlyList<SpendableCoin>? required = null)
    {
        var chosen = new List<SpendableCoin>(required ?? []);
        var taken = chosen.Select(coin => coin.OutPoint).ToHashSet();
        var candidates = available.Where(coin => !taken.Contains(coin.OutPoint)).OrderByDescending(coin => coin.Worth.Satoshis).ThenBy(coin => coin.OutPoint).ToList();
        var sum = new Running(target.Satoshis, outputBytes, rate);
        foreach (var coin in chosen) sum.Add(coin);
        if (!sum.Covers())
        {
            // The smallest coin that is enough on its own, else the large ones in turn.
            var single = candidates.FindLastIndex(sum.CoversWith);
            foreach (var coin in single >= 0 ? candidates.GetRange(single, 1) : candidates)
            {
                chosen.Add(coin);
                sum.Add(coin);
                if (sum.Covers()) break;
            }
        }
        return Settle(chosen, target, outputBytes, rate);
    }

    /// <summary>Bytes of a transaction with these inputs and outputs of that size, at its largest.</summary>
    public static int SizeOf(IEnumerable<SpendableCoin> inputs, int outputBytes) => BaseBytes + inputs.Sum(input => input.InputBytes) + outputBytes;

    private static CoinChoice Settle(List<SpendableCoin> coins, Amount target, int outputBytes, FeeRate rate)
    {
        var size = SizeOf(coins, outputBytes);
        var worth = coins.Sum(coin => coin.Worth.Satoshis);
        var fee = rate.FeeFor(size).Satoshis;
        var rest = worth - target.Satoshis - fee;
        if (rest < 0 || coins.Count == 0) return new CoinChoice(coins, new Amount(fee), Amount.Zero, new Amount(Math.Max(1, -rest)));
        var feeWithChange = rate.FeeFor(size + OutputBytes).Satoshis;
        var change = worth - target.Satoshis - feeWithChange;
        return change >= DustLimit.Satoshis
            ? new CoinChoice(coins, new Amount(feeWithChange), new Amount(change), Amount.Zero)
            : new CoinChoice(coins, new Amount(fee + rest), Amount.Zero, Amount.Zero);
    }

    /// <summary>Worth and size of what is chosen so far.</summary>
    private sealed class Running(long target, int outputBytes, FeeRate rate)
    {
        private long worth;
        private int inputBytes;
        private int count;

        public void Add(SpendableCoin coin) => (worth, inputBytes, count) = (worth + coin.Worth.Satoshis, inputBytes + coin.InputBytes, count + 1);

        public bool Covers() => count > 0 && IsEnough(worth, inputBytes);

        public bool CoversWith(SpendableCoin coin) => IsEnough(worth + coin.Worth.Satoshis, inputBytes + coin.InputBytes);

        private bool IsEnough(long sum, int bytes) => sum >= target + rate.FeeFor(BaseBytes + bytes + outputBytes).Satoshis;
    }
}
