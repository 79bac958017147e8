using System.Text;
using Flux.Crypto.Curves;
using Flux.Primitives.Addresses;
using Flux.Primitives.Messages;

namespace Flux.Primitives.Tests.Messages;

/// <summary>Values of the chain reference §2, the wallet reference §1.5 and recorded RPC answers.</summary>
public sealed class SignedMessageTests
{
    private const string HelloSignature = "IExo4JRIBZyPdWFV2IgYzpbS5dCiHh84k3NRH7axm1l2KnR+86luUOSz+xuPNHgglcvJwoL2drRmfehlxDHNf64=";

    [Theory]
    [InlineData("", "6ebacec91c6f90b756fb8abae6ef3335f801534ec15dfadb7d3ac033cce74da4")]
    [InlineData("hello", "693d32beafdae6a012a484e389a24b375a2fb05e637cad911fc374e6fe92c593")]
    [InlineData("Hello Flux", "584068087fdb1aec4163601c5cbf54bfefa2caa5c41d342f63669bdda531f1d0")]
    public void Has_the_digests_of_the_reference(string message, string digest) =>
        Convert.ToHexStringLower(SignedMessage.Digest(Encoding.UTF8.GetBytes(message), SignedMessage.FluxMagic).Bytes).ShouldBe(digest);

    [Fact]
    public void Has_another_digest_under_Bitcoins_magic() =>
        Convert.ToHexStringLower(SignedMessage.Digest("Hello Flux"u8, SignedMessage.BitcoinMagic).Bytes)
            .ShouldBe("d4077f0e0e63a88b3fac207c95c1aa18c640ee53a1d30a4261e2275f5957b4d7");

    [Fact]
    public void Signs_as_other_wallets_do()
    {
        Wif.TryDecode("L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4", AddressPrefixes.Main, out var key, out var compressed).ShouldBeTrue();

        Convert.ToBase64String(SignedMessage.Sign("Hello Flux", key, compressed)).ShouldBe(HelloSignature);
    }

    [Fact]
    public void Verifies_signatures_of_other_wallets()
    {
        Verify(AddressPrefixes.Main, "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo", HelloSignature, "Hello Flux").ShouldBeTrue();
        Verify(AddressPrefixes.Test, "tmY5X7gRwYGjxcgJwRVyptQFoJed76rzfE3", "IGzOMLHr9NaY7lkKSNQRTc5vSIf1+I+BWyHCYybDV7dhPYjxzBD508AC/Cj7sPCF7aMEFOselBK/QI9lRyabuKg=", "golden message").ShouldBeTrue();
        Verify(AddressPrefixes.Test, "tmV28A4rGHYw4zyvJSbaXXrCW2T6g7ywmWp", "H7i1Om+1isW7FTNEOIxlkujTmC0ZheSpHLTrcf5aeyioHFHH4w8THNA4qHbV5FAw8oQFpTsU4NNZ/qk0a97xuEg=", "hi").ShouldBeTrue();
    }

    [Fact]
    public void Refuses_another_message_another_address_and_malformed_signatures()
    {
        const string Signer = "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo";

        Verify(AddressPrefixes.Main, Signer, HelloSignature, "hello flux").ShouldBeFalse();
        Verify(AddressPrefixes.Main, "t1PrcicCvBty8nsu2Yvp3rSoaEVNBiyPVoc", HelloSignature, "Hello Flux").ShouldBeFalse();
        Verify(AddressPrefixes.Main, "t3RBCidPL3tWF5DFww4ioXSx3ngjr5zbPLC", HelloSignature, "Hello Flux").ShouldBeFalse();
        Verify(AddressPrefixes.Main, Signer, "AAAA", "Hello Flux").ShouldBeFalse();
        Verify(AddressPrefixes.Main, Signer, "!!!", "Hello Flux").ShouldBeFalse();
        Verify(AddressPrefixes.Main, Signer, Convert.ToBase64String(new byte[66]), "Hello Flux").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Recovers_the_key_in_the_form_that_signed(bool compressed)
    {
        byte[] secret = [.. Enumerable.Repeat((byte)3, 32)];
        Secp256k1.TryGetPublicKey(secret, compressed, out var expected).ShouldBeTrue();
        var signature = SignedMessage.Sign("x"u8, SignedMessage.BitcoinMagic, secret, compressed);

        SignedMessage.TryRecover("x"u8, SignedMessage.BitcoinMagic, signature, out var key).ShouldBeTrue();
        key.ShouldBe(expected);
        SignedMessage.Verify("x"u8, SignedMessage.BitcoinMagic, Hash160.Of(expected), signature).ShouldBeTrue();
        SignedMessage.Verify("x"u8, SignedMessage.FluxMagic, Hash160.Of(expected), signature).ShouldBeFalse();
    }

    private static bool Verify(AddressPrefixes prefixes, string text, string signature, string message)
    {
        Address.TryParse(text, prefixes, out var address).ShouldBeTrue();
        return SignedMessage.Verify(message, address, signature);
    }
}
