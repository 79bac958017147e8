using System.Globalization;
using System.Text;
using Flux.Apps.Messages;
using Flux.Crypto.Curves;
using Flux.Crypto.Hashing;

namespace Flux.Apps.Tests.Messages;

/// <summary>personal_sign (EIP-191): the address of private key 1 is a public constant.</summary>
public sealed class EthereumSignatureTests
{
    private const string Address = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf";

    [Theory]
    [InlineData("hello")]
    [InlineData("žluťoučký kůň 😀")]
    public void Recovers_the_signer(string text)
    {
        OwnerSignature.TryRecover(text, Signature(text), out var address).ShouldBeTrue();
        address.ShouldBe(Address.ToLowerInvariant());
        OwnerSignature.Verify(Address, text, Signature(text)).ShouldBeTrue();
        OwnerSignature.Verify(Address, text + "!", Signature(text)).ShouldBeFalse();
    }

    // The example of the web3.js documentation (eth.accounts.sign of "Some data").
    [Fact]
    public void Verifies_a_signature_of_another_wallet() => OwnerSignature.Verify(
        "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23",
        "Some data",
        "0xb91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c").ShouldBeTrue();

    internal static string Signature(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        byte[] message = [.. Encoding.UTF8.GetBytes("\u0019Ethereum Signed Message:\n" + body.Length.ToString(CultureInfo.InvariantCulture)), .. body];
        var digest = new byte[32];
        Hashes.Keccak256(message, digest);
        byte[] key = [.. new byte[31], 1];
        var compact = Secp256k1.SignCompact(digest, key, compressed: false);
        return "0x" + Convert.ToHexStringLower(compact.AsSpan(1)) + compact[0].ToString("x2", CultureInfo.InvariantCulture);
    }
}
