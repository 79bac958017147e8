using Flux.Wallets.Hd;

namespace Flux.Wallets.Tests.Hd;

/// <summary>Vectors of the BIP39 reference (Trezor's list, passphrase "TREZOR").</summary>
public class Bip39Vectors
{
    [Theory]
    [InlineData("00000000000000000000000000000000", "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about", "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04")]
    [InlineData("7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f", "legal winner thank year wave sausage worth useful legal winner thank yellow", "2e8905819b8723fe2c1d161860e5ee1830318dbf49a83bd451cfb8440c28bd6fa457fe1296106559a3c80937a1c1069be3a3a5bd381ee6260e8d9739fce1f607")]
    [InlineData("ffffffffffffffffffffffffffffffff", "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong", "ac27495480225222079d7be181583751e86f571027b0497b5b5d11218e0a8a13332572917f0f8e5a589620c6f15b11c61dee327651a14c34e18231052e48c069")]
    public void Entropy_words_and_seed_agree(string entropy, string words, string seed)
    {
        Bip39.FromEntropy(Convert.FromHexString(entropy)).ShouldBe(words);
        Bip39.TryNormalize(words, out var normalized, out _).ShouldBeTrue();
        Convert.ToHexStringLower(Bip39.ToSeed(normalized, "TREZOR")).ShouldBe(seed);
    }

    [Theory]
    [InlineData("abandon about", "2 words")]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon bitcoin", "word 12 is not")]
    [InlineData("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon", "checksum")]
    [InlineData(null, "0 words")]
    public void Says_what_is_wrong_with_words(string? words, string expected)
    {
        Bip39.TryNormalize(words, out _, out var problem).ShouldBeFalse();
        problem.ShouldContain(expected);
    }

    [Fact]
    public void Accepts_upper_case_and_stray_spaces()
    {
        Bip39.TryNormalize("  ZOO zoo zoo zoo zoo zoo\tzoo zoo zoo zoo zoo  wrong ", out var normalized, out _).ShouldBeTrue();
        normalized.ShouldBe("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong");
    }

    [Theory]
    [InlineData(12)]
    [InlineData(24)]
    public void New_words_are_valid_and_different(int count)
    {
        var first = Bip39.Generate(count);
        first.Split(' ').Length.ShouldBe(count);
        Bip39.TryNormalize(first, out _, out _).ShouldBeTrue();
        Bip39.Generate(count).ShouldNotBe(first);
    }
}
