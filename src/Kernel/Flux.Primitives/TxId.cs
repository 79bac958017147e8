using System.Diagnostics.CodeAnalysis;

namespace Flux.Primitives;

/// <summary>Identity of a transaction. FluxNode signatures are not part of it (chain reference §6.3).</summary>
public readonly record struct TxId(Hash256 Value) : IComparable<TxId>
{
    /// <summary>32 zero bytes: no transaction.</summary>
    public static TxId Zero => default;

    /// <summary>Reads display hex.</summary>
    public static bool TryParse([NotNullWhen(true)] string? displayHex, out TxId id)
    {
        var ok = Hash256.TryParse(displayHex, out var hash);
        id = new TxId(hash);
        return ok;
    }

    /// <summary>Reads display hex that is known to be well formed.</summary>
    public static TxId Parse(string displayHex) => new(Hash256.Parse(displayHex));

    /// <summary>Memory order of the digest bytes.</summary>
    public int CompareTo(TxId other) => Value.CompareTo(other.Value);

    /// <summary>Display hex, lower case.</summary>
    public override string ToString() => Value.ToString();

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator <(TxId left, TxId right) => left.CompareTo(right) < 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator >(TxId left, TxId right) => left.CompareTo(right) > 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator <=(TxId left, TxId right) => left.CompareTo(right) <= 0;

    /// <summary>Memory order of the digest bytes.</summary>
    public static bool operator >=(TxId left, TxId right) => left.CompareTo(right) >= 0;
}
