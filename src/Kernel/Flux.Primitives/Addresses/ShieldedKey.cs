using System.Diagnostics.CodeAnalysis;

namespace Flux.Primitives.Addresses;

/// <summary>
/// The text of a key of a shielded address (chain reference §1.2): Base58Check for Sprout, Bech32 for Sapling. Only read and written: the numbers in
/// the key are not looked at beyond the four bits that a Sprout spending key leaves zero.
/// </summary>
public sealed record ShieldedKey
{
    private const int SproutSpendingSize = 32;
    private const int SproutViewingSize = 64;
    private const int ExtendedSize = 169;
    private const int IncomingSize = 32;
    private const byte UnusedBits = 0xf0;

    private ShieldedKey(ShieldedKeyKind kind, byte[] payload) => (Kind, Payload) = (kind, payload);

    /// <summary>What the key can do.</summary>
    public ShieldedKeyKind Kind { get; }

    /// <summary>The key's bytes, as many as <see cref="Kind"/> says.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Reads a key of this network. False for another network's, a wrong checksum, another length, and any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, AddressPrefixes prefixes, [NotNullWhen(true)] out ShieldedKey? key)
    {
        key = null;
        if (Base58Check.TryDecode(text, prefixes.SproutSpendingKey.AsSpan(), SproutSpendingSize, out var payload))
        {
            if ((payload[0] & UnusedBits) == 0) key = new ShieldedKey(ShieldedKeyKind.SproutSpending, payload);
        }
        else if (Base58Check.TryDecode(text, prefixes.SproutViewingKey.AsSpan(), SproutViewingSize, out payload))
        {
            key = new ShieldedKey(ShieldedKeyKind.SproutViewing, payload);
        }
        else if (Bech32.TryDecode(text, out var name, out payload) && SaplingKind(name, payload.Length, prefixes) is { } kind)
        {
            key = new ShieldedKey(kind, payload);
        }
        return key is not null;
    }

    /// <summary>The text on a network.</summary>
    public string ToText(AddressPrefixes prefixes) => Kind switch
    {
        ShieldedKeyKind.SproutSpending => Base58Check.Encode(prefixes.SproutSpendingKey.AsSpan(), Payload.Span),
        ShieldedKeyKind.SproutViewing => Base58Check.Encode(prefixes.SproutViewingKey.AsSpan(), Payload.Span),
        ShieldedKeyKind.SaplingSpending => Bech32.Encode(prefixes.SaplingSpendingKey, Payload.Span),
        ShieldedKeyKind.SaplingFullViewing => Bech32.Encode(prefixes.SaplingFullViewingKey, Payload.Span),
        _ => Bech32.Encode(prefixes.SaplingIncomingViewingKey, Payload.Span),
    };

    private static ShieldedKeyKind? SaplingKind(string name, int length, AddressPrefixes prefixes)
    {
        if (name == prefixes.SaplingSpendingKey && length == ExtendedSize) return ShieldedKeyKind.SaplingSpending;
        if (name == prefixes.SaplingFullViewingKey && length == ExtendedSize) return ShieldedKeyKind.SaplingFullViewing;
        return name == prefixes.SaplingIncomingViewingKey && length == IncomingSize ? ShieldedKeyKind.SaplingIncomingViewing : null;
    }
}
