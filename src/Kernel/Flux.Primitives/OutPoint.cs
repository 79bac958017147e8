using System.Globalization;

namespace Flux.Primitives;

/// <summary>One output of one transaction: 32-byte id and LE32 index on the wire. Ordered by id (memory order), then index.</summary>
public readonly record struct OutPoint(TxId Transaction, uint Index) : IComparable<OutPoint>
{
    /// <summary>Size on the wire in bytes.</summary>
    public const int Size = 36;

    /// <summary>The outpoint of a coinbase input: zero id, index 0xffffffff.</summary>
    public static OutPoint Null => new(default, uint.MaxValue);

    /// <summary>True for the coinbase outpoint.</summary>
    public bool IsNull => Index == uint.MaxValue && Transaction.Value.IsZero;

    /// <inheritdoc/>
    public int CompareTo(OutPoint other)
    {
        var byId = Transaction.CompareTo(other.Transaction);
        return byId != 0 ? byId : Index.CompareTo(other.Index);
    }

    /// <summary><c>txid:index</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Transaction}:{Index}");

    /// <summary>Order of the payment queue's last criterion.</summary>
    public static bool operator <(OutPoint left, OutPoint right) => left.CompareTo(right) < 0;

    /// <summary>Order of the payment queue's last criterion.</summary>
    public static bool operator >(OutPoint left, OutPoint right) => left.CompareTo(right) > 0;

    /// <summary>Order of the payment queue's last criterion.</summary>
    public static bool operator <=(OutPoint left, OutPoint right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the payment queue's last criterion.</summary>
    public static bool operator >=(OutPoint left, OutPoint right) => left.CompareTo(right) >= 0;
}
