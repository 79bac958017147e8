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
        var candidates = available.Where(c => !chosen.Any(r => r.OutPoint == c.OutPoint)).OrderByDescending(c => c.Worth.Satoshis).ThenBy(c => c.OutPoint).ToList();
        if (!Covers(chosen, target, outputBytes, rate))
        {
            // The smallest coin that is enough on its own, else the large ones in turn.
            var single = candidates.FindLastIndex(c => Covers([.. chosen, c], target, outputBytes, rate));
            if (single >= 0) chosen.Add(candidates[single]);
            else
            {
                foreach (var coin in candidates)
                {
                    chosen.Add(coin);
                    if (Covers(chosen, target, outputBytes, rate)) break;
                }
            }
        }
        return Settle(chosen, target, outputBytes, rate);
    }

    private static bool Covers(IReadOnlyCollection<SpendableCoin> coins, Amount target, int outputBytes, FeeRate rate) =>
        Sum(coins) >= target.Satoshis + rate.FeeFor(SizeOf(coins.Count, outputBytes)).Satoshis && coins.Count > 0;

    private static CoinChoice Settle(List<SpendableCoin> coins, Amount target, int outputBytes, FeeRate rate)
    {
        var fee = rate.FeeFor(SizeOf(coins.Count, outputBytes)).Satoshis;
        var rest = Sum(coins) - target.Satoshis - fee;
        if (rest < 0 || coins.Count == 0) return new CoinChoice(coins, new Amount(fee), Amount.Zero, new Amount(Math.Max(1, -rest)));
        var feeWithChange = rate.FeeFor(SizeOf(coins.Count, outputBytes + OutputBytes)).Satoshis;
        var change = Sum(coins) - target.Satoshis - feeWithChange;
        return change >= DustLimit.Satoshis
            ? new CoinChoice(coins, new Amount(feeWithChange), new Amount(change), Amount.Zero)
            : new CoinChoice(coins, new Amount(fee + rest), Amount.Zero, Amount.Zero);
    }

    private static long Sum(IEnumerable<SpendableCoin> coins) => coins.Sum(c => c.Worth.Satoshis);

    private static int SizeOf(int inputs, int outputBytes) => BaseBytes + (inputs * InputBytes) + outputBytes;
}
