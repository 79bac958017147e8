using Flux.Primitives;

namespace Flux.Consensus.FluxNodes;

/// <summary>
/// Place in a payment queue (chain reference §8.6): by the height of the last payment, or of the first confirm while unpaid; at equal heights
/// the unpaid first; then by outpoint.
/// </summary>
internal readonly record struct QueueKey(int Height, bool IsPaid, OutPoint Collateral) : IComparable<QueueKey>
{
    public static QueueKey Of(FluxNodeRecord record) => record.LastPaidHeight > 0
        ? new QueueKey(record.LastPaidHeight, true, record.Collateral)
        : new QueueKey(record.ConfirmedHeight, false, record.Collateral);

    public int CompareTo(QueueKey other)
    {
        var byHeight = Height.CompareTo(other.Height);
        if (byHeight != 0) return byHeight;
        var byPaid = IsPaid.CompareTo(other.IsPaid);
        return byPaid != 0 ? byPaid : Collateral.CompareTo(other.Collateral);
    }
}
