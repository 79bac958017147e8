using CsCheck;
using Flux.Primitives.Addresses;

namespace Flux.Primitives.Tests.Addresses;

/// <summary>Keys that other wallets of the family publish in their tests; Flux kept Zcash's Sprout prefixes and the name of Sapling's spending key.</summary>
public sealed class ShieldedKeyTests
{
    private const string SaplingSpending =
        "secret-extended-key-main1qqqqqqqqqqqqqq8n3zjjmvhhr854uy3qhpda3ml34haf0x388z5r7h4st4kpsf6qysqws3xh6qmha7gna72fs2n4clnc9zgyd22s658f65pex4exe56qjk5"
        + "pqj9vfdq7dfdhjc2rs9jdwq0zl99uwycyrxzp86705rk687spn44e2uhm7h0hsagfvkk4n7n6nfer6u57v9cac84t7nl2zth0xpyfeg0w2p2wv2yn6jn923aaz0vdaml07l60ahapk6efch"
        + "yxwysrvjs87qvlj";

    [Theory]
    [InlineData(
        "SKxoo5QkFQgTbdc6EWRKyHPMdmtNDJhqudrAVhen9b4kjCwN6CeV",
        "ZiVKfdhhmQ1fpXaxyW5zRXw4Dhg9cbKRgK7mNFoBLiKjiBZiHJYJTpV2gNMDMPY9sRC96vnKZcnTMSi65SKPyL4WNQNm9PT5H",
        "zcRYvLiURno1LhXq95e8avXFcH2fKKToSFfhqaVKTy8mGH7i6SJbfuWcm4h9rEA6DvswrbxDhFGDQgpdDYV8zwUoHvwNvFX")]
    [InlineData(
        "SKxsVGKsCESoVb3Gfm762psjRtGHmjmv7HVjHckud5MnESfktUuG",
        "ZiVKkMUGwx4GgtwxTedRHYewVVskWicz8APQgdcYmvUsiLYgSh3cLAa8TwiR3shyNngGbLiUbYMkZ8F1giXmmcED98rDMwNSG",
        "zcWGguu2UPfNhh1ygWW9Joo3osvncsuehtz5ewvXd78vFDdnDCRNG6QeKSZpwZmYmkfEutPVf8HzCfBytqXWsEcF2iBAM1e")]
    public void Reads_a_Sprout_wallet(string spending, string viewing, string address)
    {
        Parse(spending).Kind.ShouldBe(ShieldedKeyKind.SproutSpending);
        var sees = Parse(viewing);
        sees.Kind.ShouldBe(ShieldedKeyKind.SproutViewing);
        ShieldedAddress.TryParse(address, AddressPrefixes.Main, out var own).ShouldBeTrue();

        // Viewing key and address begin with the same paying key.
        sees.Payload[..32].Span.SequenceEqual(own.First.Span).ShouldBeTrue();
        Parse(spending).ToText(AddressPrefixes.Main).ShouldBe(spending);
        sees.ToText(AddressPrefixes.Main).ShouldBe(viewing);
        own.ToText(AddressPrefixes.Main).ShouldBe(address);
    }

    [Fact]
    public void Reads_a_Sapling_spending_key()
    {
        var key = Parse(SaplingSpending);

        key.Kind.ShouldBe(ShieldedKeyKind.SaplingSpending);
        key.Payload.Length.ShouldBe(169);
        // A master key: depth, parent and child number are zero.
        key.Payload[..9].Span.IndexOfAnyExcept((byte)0).ShouldBe(-1);
        key.ToText(AddressPrefixes.Main).ShouldBe(SaplingSpending);
    }

    [Fact]
    public void Every_kind_survives_its_text_on_its_own_network_only() =>
        Gen.Select(Gen.Int[0, 4], Gen.Byte.Array[169]).Sample((kind, random) =>
        {
            byte[] sproutKey = [(byte)(random[0] & 0x0f), .. random[1..32]];
            foreach (var prefixes in (AddressPrefixes[])[AddressPrefixes.Main, AddressPrefixes.Test, AddressPrefixes.Regtest])
            {
                var text = kind switch
                {
                    0 => Base58Check.Encode(prefixes.SproutSpendingKey.AsSpan(), sproutKey),
                    1 => Base58Check.Encode(prefixes.SproutViewingKey.AsSpan(), random.AsSpan(0, 64)),
                    2 => Bech32.Encode(prefixes.SaplingSpendingKey, random),
                    3 => Bech32.Encode(prefixes.SaplingFullViewingKey, random),
                    _ => Bech32.Encode(prefixes.SaplingIncomingViewingKey, random.AsSpan(0, 32)),
                };
                ShieldedKey.TryParse(text, prefixes, out var key).ShouldBeTrue(text);
                ((int)key.Kind).ShouldBe(kind);
                key.ToText(prefixes).ShouldBe(text);
                ShieldedKey.TryParse(text, prefixes == AddressPrefixes.Main ? AddressPrefixes.Test : AddressPrefixes.Main, out _).ShouldBeFalse(text);
            }
        },
        iter: 100);

    [Fact]
    public void Refuses_other_lengths_and_a_Sprout_key_of_more_than_252_bits()
    {
        Refuses(Base58Check.Encode([0xAB, 0x36], [0x10, .. new byte[31]]));
        Refuses(Base58Check.Encode([0xAB, 0x36], new byte[31]));
        Refuses(Base58Check.Encode([0xA8, 0xAB, 0xD3], new byte[63]));
        Refuses(Bech32.Encode("zviewa", new byte[168]));
        Refuses(Bech32.Encode("zivka", new byte[33]));
        Refuses(Bech32.Encode("secret-extended-key-main", new byte[32]));
        Refuses(Bech32.Encode("za", new byte[169]));
        Refuses(SaplingSpending[..^1] + "q");
        Refuses("");
        ShieldedKey.TryParse(null, AddressPrefixes.Main, out _).ShouldBeFalse();
    }

    private static ShieldedKey Parse(string text)
    {
        ShieldedKey.TryParse(text, AddressPrefixes.Main, out var key).ShouldBeTrue(text);
        return key!;
    }

    private static void Refuses(string text) => ShieldedKey.TryParse(text, AddressPrefixes.Main, out _).ShouldBeFalse(text);
}
