using Flux.Wallets.Hd;
using Flux.Wallets.Text;

namespace Flux.Wallets.Tests.Text;

public class NfkdTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u00e9", "e\u0301")]
    [InlineData("\ufb01", "fi")]
    [InlineData("\ud55c", "\u1112\u1161\u11ab")]
    [InlineData("\u212b", "A\u030a")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u334d", "\u30e1\u30fc\u30c8\u30eb")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65")]
    public void Decomposes_as_the_standard_says(string text, string expected) => Nfkd.Normalize(text).ShouldBe(expected);

    /// <summary>Vector of the Japanese BIP39 list (bip32JP): words and passphrase have to be normalized, or the seed is another.</summary>
    [Fact]
    public void Seed_of_a_passphrase_beyond_ascii_is_the_published_one()
    {
        const string words = "あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あいこくしん　あおぞら";
        Convert.ToHexStringLower(Bip39.ToSeed(Nfkd.Normalize(words), "㍍ガバヴァぱばぐゞちぢ十人十色")).ShouldBe(
            "a262d6fb6122ecf45be09c50492b31f92e9beb7d9a845987a02cefda57a15f9c467a17872029a9e92299b5cbdf306e3a0ee620245cbd508959b6cb7ca637bd55");
    }
}
