using System.Text;
using Flux.Fuzz.Engine;
using Flux.Primitives.Addresses;

namespace Flux.Fuzz.Targets;

/// <summary>Texts of addresses and keys: what is read is written back, up to blanks and letter case.</summary>
internal sealed class AddressTarget : IFuzzTarget
{
    public string Name => "address";

    /// <summary>Bech32 works on one byte per character and base58 on the square of at most 512 characters.</summary>
    public long AllocationLimit(int length) => 65_536 + (64L * length);

    public IEnumerable<byte[]> Seeds() => Samples.Texts(
        "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo",
        "t3hPu1YDeGUCp8m7BQCnnNUmRMJBa5RadyA",
        "L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "A12UEL5L",
        "zcRYvLiURno1LhXq95e8avXFcH2fKKToSFfhqaVKTy8mGH7i6SJbfuWcm4h9rEA6DvswrbxDhFGDQgpdDYV8zwUoHvwNvFX",
        "SKxoo5QkFQgTbdc6EWRKyHPMdmtNDJhqudrAVhen9b4kjCwN6CeV",
        Bech32.Encode("za", new byte[43]),
        Bech32.Encode("zivka", new byte[32]),
        "1111",
        "");

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var isBase58 = Base58.TryDecode(text, out var data);
        if (isBase58) OracleException.Require(Base58.Encode(data) == text.Trim(" \t\n\v\f\r".ToCharArray()), "base58 is not unique");
        var isBech32 = Bech32.TryDecode(text, out var prefix, out var payload);
        if (isBech32) OracleException.Require(Bech32.Encode(prefix!, payload).Equals(text, StringComparison.OrdinalIgnoreCase), "bech32 is not unique");
        var isAddress = Address.TryParse(text, AddressPrefixes.Main, out var address);
        if (isAddress) OracleException.Require(Address.TryParse(address.ToText(AddressPrefixes.Main), AddressPrefixes.Main, out var again) && again == address, "an address does not survive its text");
        var isKey = Wif.TryDecode(text, AddressPrefixes.Main, out var key, out var compressed);
        if (isKey) OracleException.Require(Wif.TryDecode(Wif.Encode(key, compressed, AddressPrefixes.Main), AddressPrefixes.Main, out _, out _), "a key does not survive its text");
        return Shape.Of(isBase58, isBech32, isAddress, isKey, IsShielded(text), Math.Min(text.Length, 128), data?.Length);
    }

    private static bool IsShielded(string text)
    {
        var isAddress = ShieldedAddress.TryParse(text, AddressPrefixes.Main, out var address);
        if (isAddress) OracleException.Require(IsSame(address!.ToText(AddressPrefixes.Main), text), "a shielded address does not survive its text");
        var isKey = ShieldedKey.TryParse(text, AddressPrefixes.Main, out var key);
        if (isKey) OracleException.Require(IsSame(key!.ToText(AddressPrefixes.Main), text), "a shielded key does not survive its text");
        OracleException.Require(!(isAddress && isKey), "a text is an address and a key");
        return isAddress || isKey;
    }

    private static bool IsSame(string written, string read) => written.Equals(read.Trim(" \t\n\v\f\r".ToCharArray()), StringComparison.OrdinalIgnoreCase);
}
