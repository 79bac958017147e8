using System.Text;
using Flux.Primitives.Messages;
using Flux.Wallets.Hd;
using Flux.Wallets.Keys;
using Flux.Wallets.Messages;
using Flux.Wallets.Tests.Accounts;

namespace Flux.Wallets.Tests.Messages;

/// <summary>"Hello Flux" in three ways (wallet reference §1.5), and what must not verify.</summary>
public class WalletMessageVectors
{
    private const string Text = "Hello Flux";

    private static WalletKey KeyAt(string path, string words = Words.A)
    {
        DerivationPath.TryParse(path, out var parsed).ShouldBeTrue();
        return new WalletKey(Words.Master(words).Derive(parsed).PrivateKey);
    }

    [Theory]
    [InlineData(MessageKind.Flux, "m/44'/19167'/0'/0/0", "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo", "IExo4JRIBZyPdWFV2IgYzpbS5dCiHh84k3NRH7axm1l2KnR+86luUOSz+xuPNHgglcvJwoL2drRmfehlxDHNf64=")]
    [InlineData(MessageKind.Bitcoin, "m/44'/0'/0'/0/0", "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA", "ICCN4u6CHvb2x8h2nOL2cfvtJg7qZzUxmAVhjwSSuTCmN/cuPbX8R9v0TK9VjHvsQVSfaRP7EofQgQ385nG2saQ=")]
    [InlineData(MessageKind.Ethereum, "m/44'/60'/0'/0/0", "0x9858EfFD232B4033E47d90003D41EC34EcaEda94", "0x4800e97ac8eab25adff93c3bd3ecd72f2e382d6d7a7ffbe20171dcd8575168cc616a520dc8892cd0753f6019ee2d94697024b3e93b140f31c3396c10ae8ba6521c")]
    public void Signature_is_the_published_one(MessageKind kind, string path, string address, string signature)
    {
        var key = KeyAt(path);
        WalletMessage.AddressOf(kind, key.PublicKey, Words.Main).ShouldBe(address);
        WalletMessage.KindOf(address, Words.Main).ShouldBe(kind);
        WalletMessage.Sign(kind, Text, key).ShouldBe(signature);
        WalletMessage.Verify(kind, address, Text, signature, Words.Main).ShouldBeTrue();
        WalletMessage.Verify(kind, address, Text + " ", signature, Words.Main).ShouldBeFalse();
        foreach (var other in Enum.GetValues<MessageKind>().Where(other => other != kind)) WalletMessage.Verify(other, address, Text, signature, Words.Main).ShouldBeFalse();
    }

    [Theory]
    [InlineData("584068087fdb1aec4163601c5cbf54bfefa2caa5c41d342f63669bdda531f1d0", false)]
    [InlineData("d4077f0e0e63a88b3fac207c95c1aa18c640ee53a1d30a4261e2275f5957b4d7", true)]
    public void Digest_is_the_published_one(string expected, bool bitcoin) =>
        Convert.ToHexStringLower(SignedMessage.Digest(Encoding.UTF8.GetBytes(Text), bitcoin ? SignedMessage.BitcoinMagic : SignedMessage.FluxMagic).Bytes).ShouldBe(expected);

    /// <summary>The three seats of the bridge's vector (reference §2.6), which lists them by address.</summary>
    [Theory]
    [InlineData("0x777d605F8D42892351C1dd2D41F6c53E08E7d61B", Words.A, "m/44'/19167'/0'/0/0")]
    [InlineData("0x44767549E8fA4543b579223AE914Fa5F1fA1CE86", Words.A, "m/44'/19167'/0'/0/1")]
    [InlineData("0x5B8e4dee39C3D00ABA3645Db6A9828b695834235", Words.B, "m/44'/19167'/0'/0/0")]
    public void Ethereum_addresses_of_flux_keys_are_the_published_ones(string address, string words, string path) => EthereumAddress.OfPublicKey(KeyAt(path, words).PublicKey).ShouldBe(address);

    [Theory]
    [InlineData("0x44767549E8fA4543b579223AE914Fa5F1fA1CE87")]
    [InlineData("0x44767549e8fA4543b579223AE914Fa5F1fA1CE86")]
    [InlineData("0x4476")]
    [InlineData("1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabB")]
    [InlineData("")]
    public void Refuses_addresses_that_are_none(string text) => WalletMessage.KindOf(text, Words.Main).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("0x00")]
    public void Bad_signatures_are_only_wrong(string signature)
    {
        WalletMessage.Verify(MessageKind.Flux, "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo", Text, signature, Words.Main).ShouldBeFalse();
        WalletMessage.Verify(MessageKind.Ethereum, "0x9858EfFD232B4033E47d90003D41EC34EcaEda94", Text, signature, Words.Main).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1700000000000abcdefghijklmnopqrstuvwxyz0123456789", true)]
    [InlineData("flux-login:1:127.16.0.11:16127:1700000000:0123456789abcdef", false)]
    [InlineData("1700000000000abc", false)]
    [InlineData("Hello Flux, this is a longer text of more than forty characters", false)]
    public void Bare_login_phrases_are_recognized(string text, bool expected) => LoginPhrase.LooksLikeOne(text).ShouldBe(expected);
}
