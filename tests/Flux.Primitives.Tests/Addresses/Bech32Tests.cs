using CsCheck;
using Flux.Primitives.Addresses;

namespace Flux.Primitives.Tests.Addresses;

public sealed class Bech32Tests
{
    /// <summary>Valid texts of BIP173 whose groups are whole bytes, and one of a Sapling address's length.</summary>
    [Theory]
    [InlineData("A12UEL5L", "a")]
    [InlineData("a12uel5l", "a")]
    [InlineData("an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs", "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio")]
    [InlineData("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef")]
    public void Reads_the_vectors_of_BIP173(string text, string humanReadable)
    {
        Bech32.TryDecode(text, out var read, out var data).ShouldBeTrue();

        read.ShouldBe(humanReadable);
        Bech32.Encode(read, data).ShouldBe(text.ToLowerInvariant());
    }

    [Theory]
    [InlineData("A12uEL5L")]
    [InlineData("a12uel5k")]
    [InlineData("\u007f1axkwrx")]
    [InlineData("pzry9x0s0muk")]
    [InlineData("1pzry9x0s0muk")]
    [InlineData("x1b4n0q5v")]
    [InlineData("li1dgmt3")]
    [InlineData("10a06t8")]
    [InlineData("1qzzfhee")]
    [InlineData("")]
    [InlineData(null)]
    public void Refuses_mixed_case_bad_checksums_and_bad_characters(string? text) => Bech32.TryDecode(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void Reads_what_it_writes_at_any_length() =>
        Gen.Byte.Array[0, 400].Sample(data =>
            Bech32.TryDecode(Bech32.Encode("secret-extended-key-main", data), out var humanReadable, out var back)
            && humanReadable == "secret-extended-key-main" && back.SequenceEqual(data));

    [Fact]
    public void Notices_any_changed_character() =>
        Gen.Select(Gen.Byte.Array[43], Gen.Int[3, 70], Gen.Char["qpzry9x8gf2tvdw0s3jn54khce6mua7l"]).Sample((data, position, character) =>
        {
            var text = Bech32.Encode("za", data);
            var changed = text[..position] + character + text[(position + 1)..];
            return changed == text || !Bech32.TryDecode(changed, out _, out _);
        });

    [Fact]
    public void Never_throws_on_any_text() => Gen.String.Sample(text => Bech32.TryDecode(text, out _, out _) || Base58Check.TryDecode(text, out _) || true);
}
