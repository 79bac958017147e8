using Flux.Apps.Messages;

namespace Flux.Apps.Tests.Messages;

/// <summary>fluxos-protocol §15.2: private key 1, deterministic nonce.</summary>
public sealed class SignatureVectors
{
    private const string Text = "1700000000000abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Compressed = "IOkkm0+AIsIm77y06XYFZKKDkv04DdP+qSvbOd1GImcmTAzzNlHs3o2O4oWlBAQlk6FjECypWU5GWk9G5EOgSls=";
    private const string Uncompressed = "HOkkm0+AIsIm77y06XYFZKKDkv04DdP+qSvbOd1GImcmTAzzNlHs3o2O4oWlBAQlk6FjECypWU5GWk9G5EOgSls=";
    private const string Key = "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    private const string Address = "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH";
    private const string UncompressedAddress = "1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm";

    private static readonly byte[] One = [.. new byte[31], 1];

    [Fact]
    public void Signs_the_recorded_signatures()
    {
        OwnerSignature.Sign(Text, One).ShouldBe(Compressed);
        OwnerSignature.Sign(Text, One, compressed: false).ShouldBe(Uncompressed);
    }

    [Theory]
    [InlineData(Address, Compressed, true)]
    [InlineData(Key, Compressed, true)]
    [InlineData(UncompressedAddress, Uncompressed, true)]
    [InlineData(UncompressedAddress, Compressed, false)]
    [InlineData(Address, Uncompressed, false)]
    [InlineData("1bggz9tcn4rm9kbzdn7kprqz87sz26samh", Compressed, false)]
    public void Verifies(string owner, string signature, bool expected) => OwnerSignature.Verify(owner, Text, signature).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("no base64")]
    [InlineData("AAAA")]
    [InlineData("0x")]
    [InlineData("0x00")]
    [InlineData("2Okkm0+AIsIm77y06XYFZKKDkv04DdP+qSvbOd1GImcmTAzzNlHs3o2O4oWlBAQlk6FjECypWU5GWk9G5EOgSls=")]
    public void Refuses_what_is_no_signature(string signature) => OwnerSignature.TryRecover(Text, signature, out _).ShouldBeFalse();

    [Fact]
    public void A_changed_text_has_another_signer() => OwnerSignature.Verify(Address, Text + " ", Compressed).ShouldBeFalse();

    [Theory]
    [InlineData(Address, true)]
    [InlineData("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf", true)]
    [InlineData("0x7E5F4552091A69125d5DfCb7b8C2659029395Bd", false)]
    [InlineData("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdg", false)]
    [InlineData("1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMh", false)]
    [InlineData("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", false)]
    [InlineData(" 1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH", false)]
    [InlineData("", false)]
    public void Knows_owner_addresses(string text, bool expected) => OwnerSignature.IsOwnerAddress(text).ShouldBe(expected);
}
