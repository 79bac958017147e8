using System.Runtime.CompilerServices;
using System.Text;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Json;

/// <summary>
/// Texts of addresses that were written lately, ready as UTF-8: each costs two SHA-256 and a change of base, and explorers ask for the same few
/// again and again. A slot holds one address; another one that falls on it takes its place.
/// </summary>
internal sealed class AddressTexts
{
    private const int Slots = 1 << 13;

    private static readonly ConditionalWeakTable<AddressPrefixes, AddressTexts> ByPrefixes = [];

    private readonly Entry?[] _slots = new Entry?[Slots];

    /// <summary>The text of an address on a network.</summary>
    public static ReadOnlySpan<byte> Of(Address address, AddressPrefixes prefixes)
    {
        var texts = ByPrefixes.GetValue(prefixes, static _ => new AddressTexts());
        ref var slot = ref texts._slots[address.GetHashCode() & (Slots - 1)];
        // Entries never change, so that a reader sees a whole one or another.
        if (Volatile.Read(ref slot) is { } entry && entry.Address == address) return entry.Text;
        var text = Encoding.ASCII.GetBytes(address.ToText(prefixes));
        Volatile.Write(ref slot, new Entry(address, text));
        return text;
    }

    private sealed record Entry(Address Address, byte[] Text);
}
