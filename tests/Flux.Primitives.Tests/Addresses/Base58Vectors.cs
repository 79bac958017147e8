using Flux.Primitives.Addresses;

namespace Flux.Primitives.Tests.Addresses;

/// <summary>Public base58 and key vectors of the Bitcoin and Zcash lineage.</summary>
public sealed class Base58Vectors
{
    private static readonly AddressPrefixes[] Networks = [AddressPrefixes.Main, AddressPrefixes.Test, AddressPrefixes.Regtest];

    [Fact]
    public void Encodes_and_decodes_the_public_pairs()
    {
        foreach (var row in SharedData.ReadJson("public/base58_encode_decode.json").EnumerateArray())
        {
            var bytes = Convert.FromHexString(row[0].GetString()!);
            var text = row[1].GetString();

            Base58.Encode(bytes).ShouldBe(text);
            Base58.TryDecode(text, out var decoded).ShouldBeTrue();
            decoded.ShouldBe(bytes);
        }
    }

    [Fact]
    public void Numbers_of_any_length_come_back_from_their_text()
    {
        var random = new Random(58);
        for (var length = 0; length < 350; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes.AsSpan(Math.Min(length, length % 4)));
            Base58.TryDecode(Base58.Encode(bytes), out var decoded).ShouldBeTrue();
            decoded.ShouldBe(bytes);
        }
    }

    [Fact]
    public void Reads_and_writes_the_public_addresses_and_keys_on_their_own_network_only()
    {
        var rows = SharedData.ReadJson("public/base58_keys_valid.json");
        rows.GetArrayLength().ShouldBeGreaterThan(40);
        foreach (var row in rows.EnumerateArray())
        {
            var text = row[0].GetString()!;
            var payload = Convert.FromHexString(row[1].GetString()!);
            var own = row[2].GetProperty("chain").GetString() == "mainnet" ? AddressPrefixes.Main : AddressPrefixes.Test;
            var other = own == AddressPrefixes.Main ? AddressPrefixes.Test : AddressPrefixes.Main;

            if (row[2].GetProperty("isPrivkey").GetBoolean()) CheckKey(text, payload, row[2].GetProperty("isCompressed").GetBoolean(), own, other);
            else CheckAddress(text, payload, own, other);
        }
    }

    [Fact]
    public void Refuses_the_public_invalid_texts_on_every_network()
    {
        foreach (var row in SharedData.ReadJson("public/base58_keys_invalid.json").EnumerateArray())
        {
            var text = row[0].GetString()!;
            foreach (var prefixes in Networks)
            {
                Address.TryParse(text, prefixes, out _).ShouldBeFalse(text);
                Wif.TryDecode(text, prefixes, out _, out _).ShouldBeFalse(text);
            }
        }
    }

    private static void CheckKey(string text, byte[] key, bool isCompressed, AddressPrefixes own, AddressPrefixes other)
    {
        Wif.TryDecode(text, own, out var read, out var compressed).ShouldBeTrue(text);
        read.ShouldBe(key);
        compressed.ShouldBe(isCompressed);
        Wif.Encode(key, isCompressed, own).ShouldBe(text);
        Wif.TryDecode(text, other, out _, out _).ShouldBeFalse(text);
        Address.TryParse(text, own, out _).ShouldBeFalse(text);
    }

    private static void CheckAddress(string text, byte[] script, AddressPrefixes own, AddressPrefixes other)
    {
        Address.TryParse(text, own, out var address).ShouldBeTrue(text);
        address.ToScript().Bytes.ToArray().ShouldBe(script);
        address.ToText(own).ShouldBe(text);
        Address.TryFromScript(address.ToScript(), out var back).ShouldBeTrue();
        back.ShouldBe(address);
        Address.TryParse(text, other, out _).ShouldBeFalse(text);
        Wif.TryDecode(text, own, out _, out _).ShouldBeFalse(text);
    }
}
