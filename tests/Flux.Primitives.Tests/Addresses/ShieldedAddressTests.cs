using CsCheck;
using Flux.Primitives.Addresses;

namespace Flux.Primitives.Tests.Addresses;

public sealed class ShieldedAddressTests
{
    [Fact]
    public void Reads_Sprout_addresses() => Gen.Byte.Array[64].Sample(payload =>
    {
        var text = Base58Check.Encode([0x16, 0x9A], payload);
        return text.StartsWith("zc", StringComparison.Ordinal)
            && ShieldedAddress.TryParse(text, AddressPrefixes.Main, out var address) && !address.IsSapling
            && address.First.Span.SequenceEqual(payload.AsSpan(0, 32)) && address.TransmissionKey.Span.SequenceEqual(payload.AsSpan(32))
            && address.ToText(AddressPrefixes.Main) == text;
    });

    [Fact]
    public void Reads_Sapling_addresses() => Gen.Byte.Array[43].Sample(payload =>
    {
        var text = Bech32.Encode("za", payload);
        return ShieldedAddress.TryParse(text, AddressPrefixes.Main, out var address) && address.IsSapling
            && address.First.Length == 11 && address.TransmissionKey.Span.SequenceEqual(payload.AsSpan(11))
            && address.ToText(AddressPrefixes.Main) == text;
    });

    [Fact]
    public void Refuses_other_networks_and_lengths()
    {
        ShieldedAddress.TryParse(Bech32.Encode("za", new byte[43]), AddressPrefixes.Test, out _).ShouldBeFalse();
        ShieldedAddress.TryParse(Bech32.Encode("za", new byte[42]), AddressPrefixes.Main, out _).ShouldBeFalse();
        ShieldedAddress.TryParse(Base58Check.Encode([0x16, 0xB6], new byte[64]), AddressPrefixes.Main, out _).ShouldBeFalse();
        ShieldedAddress.TryParse(Base58Check.Encode([0x16, 0x9A], new byte[63]), AddressPrefixes.Main, out _).ShouldBeFalse();
        ShieldedAddress.TryParse("t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo", AddressPrefixes.Main, out _).ShouldBeFalse();
        ShieldedAddress.TryParse("ztx", AddressPrefixes.Regtest, out _).ShouldBeFalse();
        ShieldedAddress.TryParse(null, AddressPrefixes.Main, out _).ShouldBeFalse();
    }
}
