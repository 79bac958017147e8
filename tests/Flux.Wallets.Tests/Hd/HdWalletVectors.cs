using Flux.Primitives.Addresses;
using Flux.Wallets.Hd;

namespace Flux.Wallets.Tests.Hd;

/// <summary>Vectors of the wallet reference §1.5 and of BIP32 (vector 1).</summary>
public class HdWalletVectors
{
    private const string A = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
    private const string B = "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong";
    private static readonly AddressPrefixes Main = AddressPrefixes.Main;

    private static HdWallet WalletOf(string words) => new(Bip39.ToSeed(words, ""), 19167);

    [Theory]
    [InlineData(A, 0, 0, 0, "t1LBwoQo5zp2NvwA2vm1Cgygnzgzra61jeo")]
    [InlineData(A, 0, 0, 1, "t1PrcicCvBty8nsu2Yvp3rSoaEVNBiyPVoc")]
    [InlineData(A, 0, 1, 0, "t1dBjRNyfu1Wqsot7kqu8wbHhr8x1o1h6Nf")]
    [InlineData(A, 1, 0, 0, "t1fEKEZeF9wj6Hf7kgqFA4nfVBAcdSyeGj6")]
    [InlineData(B, 0, 0, 0, "t1PMkwSeK7nCAeLayxDj7VaF1qpZ3bH5w8S")]
    public void Existing_seeds_restore_to_the_same_addresses(string words, int account, int change, int index, string address) =>
        WalletOf(words).AddressAt(account, change, index).ToText(Main).ShouldBe(address);

    [Fact]
    public void Account_key_public_key_and_wif_agree()
    {
        var wallet = WalletOf(A);
        wallet.AccountPublicKey(0).ToText(Main).ShouldBe("xpub6C8UktDS6Ch4soaM3ezF9KPc283TJryoReT9uApDMnMqa1ce19FdBF6DmRfbTvHuxkWAH3Dz5i9QvAUvQ3Aq9jvn9CSfoL6VmJsUc6NxEEr");
        var key = wallet.KeyAt(0, 0, 0);
        Convert.ToHexStringLower(key.PublicKey).ShouldBe("02ca8a40e8a9201ddbc85c8002aa7ead70453cb33b6ec735e01b6cc06c58bce310");
        key.ToWif(Main).ShouldBe("L53UYXdCGUnFxNJEcFBvi6CY57BehdMXB4zyK9DSoLrz4smfmGf4");
    }

    [Fact]
    public void Bip32_vector_one_private_and_public_derivation_agree()
    {
        var master = ExtendedKey.FromSeed(Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));
        master.ToText(Main).ShouldBe("xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi");
        DerivationPath.TryParse("m/0'/1/2'/2/1000000000", out var path).ShouldBeTrue();
        master.Derive(path).ToText(Main).ShouldBe("xprvA41z7zogVVwxVSgdKUHDy1SKmdb533PjDz7J6N6mV6uS3ze1ai8FHa8kmHScGpWmj4WggLyQjgPie1rFSruoUihUZREPSL39UNdE3BBDu76");
        var parent = master.Child(0 | DerivationPath.Hardened);
        parent.Neuter().Child(1).ToText(Main).ShouldBe(parent.Child(1).Neuter().ToText(Main));
    }

    [Fact]
    public void Extended_keys_survive_their_text_form()
    {
        var key = WalletOf(A).AccountPublicKey(3);
        ExtendedKey.TryParse(key.ToText(Main), Main, out var read).ShouldBeTrue();
        read.ToText(Main).ShouldBe(key.ToText(Main));
        ExtendedKey.TryParse(key.ToText(Main)[..^1] + "1", Main, out _).ShouldBeFalse();
        ExtendedKey.TryParse(null, Main, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("m/44'/x")]
    [InlineData("44'/0")]
    [InlineData("m/2147483648")]
    [InlineData("m//0")]
    public void Refuses_paths_that_are_none(string text) => DerivationPath.TryParse(text, out _).ShouldBeFalse();
}
