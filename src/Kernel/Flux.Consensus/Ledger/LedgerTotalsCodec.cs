using Flux.Consensus.FluxNodes;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Consensus.Ledger;

/// <summary>Stored bytes of <see cref="LedgerTotals"/>: ten LE64 in the order of <see cref="Write"/>.</summary>
internal static class LedgerTotalsCodec
{
    public static void Write(WireWriter writer, LedgerTotals totals)
    {
        writer.WriteInt64(totals.Issued.Satoshis);
        writer.WriteInt64(totals.Destroyed.Satoshis);
        writer.WriteInt64(totals.Coins.Satoshis);
        writer.WriteInt64(totals.Reserves.Cumulus.Satoshis);
        writer.WriteInt64(totals.Reserves.Nimbus.Satoshis);
        writer.WriteInt64(totals.Reserves.Stratus.Satoshis);
        writer.WriteInt64(totals.EscrowWorth.Satoshis);
        writer.WriteInt64(totals.EscrowRate.Satoshis);
        writer.WriteInt64(totals.Sprout.Satoshis);
        writer.WriteInt64(totals.Sapling.Satoshis);
    }

    public static bool TryRead(ref WireReader reader, out LedgerTotals totals)
    {
        totals = default;
        if (!TryReadAmount(ref reader, out var issued) || !TryReadAmount(ref reader, out var destroyed) || !TryReadAmount(ref reader, out var coins)) return false;
        if (!TryReadAmount(ref reader, out var cumulus) || !TryReadAmount(ref reader, out var nimbus) || !TryReadAmount(ref reader, out var stratus)) return false;
        if (!TryReadAmount(ref reader, out var worth) || !TryReadAmount(ref reader, out var rate)) return false;
        if (!TryReadAmount(ref reader, out var sprout) || !TryReadAmount(ref reader, out var sapling)) return false;
        totals = new LedgerTotals
        {
            Issued = issued,
            Destroyed = destroyed,
            Coins = coins,
            Reserves = new TierAmounts(cumulus, nimbus, stratus),
            EscrowWorth = worth,
            EscrowRate = rate,
            Sprout = sprout,
            Sapling = sapling,
        };
        return true;
    }

    private static bool TryReadAmount(ref WireReader reader, out Amount amount)
    {
        var ok = reader.TryReadInt64(out var value);
        amount = new Amount(value);
        return ok;
    }
}
