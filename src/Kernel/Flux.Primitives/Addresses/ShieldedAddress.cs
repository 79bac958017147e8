using System.Diagnostics.CodeAnalysis;

namespace Flux.Primitives.Addresses;

/// <summary>
/// A shielded payment address (chain reference §1.2): Sprout (paying key ‖ transmission key, 32 bytes each) or Sapling (diversifier, 11 bytes ‖ transmission
/// key, 32 bytes). Only read and written: nothing is sent to it by this implementation, and whether its keys are points is not checked.
/// </summary>
public sealed record ShieldedAddress
{
    private const int SproutSize = 64;
    private const int DiversifierSize = 11;
    private const int KeySize = 32;

    private ShieldedAddress(bool isSapling, byte[] payload) => (IsSapling, Payload) = (isSapling, payload);

    /// <summary>Sapling, otherwise Sprout.</summary>
    public bool IsSapling { get; }

    /// <summary>64 bytes for Sprout, 43 for Sapling.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Sprout: the paying key. Sapling: the diversifier.</summary>
    public ReadOnlyMemory<byte> First => Payload[..(IsSapling ? DiversifierSize : KeySize)];

    /// <summary>The transmission key, 32 bytes.</summary>
    public ReadOnlyMemory<byte> TransmissionKey => Payload[^KeySize..];

    /// <summary>Reads an address of this network. False for any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, AddressPrefixes prefixes, [NotNullWhen(true)] out ShieldedAddress? address)
    {
        address = null;
        if (Base58Check.TryDecode(text, prefixes.SproutAddress.AsSpan(), SproutSize, out var payload)) address = new ShieldedAddress(isSapling: false, payload);
        else if (Bech32.TryDecode(text, out var prefix, out payload) && prefix == prefixes.SaplingAddress && payload.Length == DiversifierSize + KeySize)
        {
            address = new ShieldedAddress(isSapling: true, payload);
        }
        return address is not null;
    }

    /// <summary>The text on a network.</summary>
    public string ToText(AddressPrefixes prefixes) => IsSapling
        ? Bech32.Encode(prefixes.SaplingAddress, Payload.Span)
        : Base58Check.Encode(prefixes.SproutAddress.AsSpan(), Payload.Span);
}
