using System.Numerics;
using CsCheck;
using Flux.Crypto.Edwards;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Flux.Crypto.Tests.Edwards;

public sealed class Ed25519Tests
{
    /// <summary>The eight points of small order, then their six encodings that no encoder writes.</summary>
    private static readonly string[] SmallOrder =
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];

    /// <summary>RFC 8032 §7.1, tests 1 to 3.</summary>
    [Theory]
    [InlineData(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Accepts_the_RFC_vectors(string key, string message, string signature) =>
        Ed25519.Verify(Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature)).ShouldBeTrue();

    [Fact]
    public void Agrees_with_BouncyCastle_on_signatures_and_spoilt_ones() => Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[0, 80], Gen.Int[0, 63], Gen.Int[0, 7]).Sample(
        (seed, message, at, bit) =>
        {
            var secret = new Ed25519PrivateKeyParameters(seed);
            var key = secret.GeneratePublicKey();
            var signer = new Ed25519Signer();
            signer.Init(true, secret);
            signer.BlockUpdate(message, 0, message.Length);
            var signature = signer.GenerateSignature();
            Ed25519.Verify(key.GetEncoded(), message, signature).ShouldBeTrue();
            signature[at] ^= (byte)(1 << bit);
            signer.Init(false, key);
            signer.BlockUpdate(message, 0, message.Length);
            Ed25519.Verify(key.GetEncoded(), message, signature).ShouldBe(signer.VerifySignature(signature));
        }, iter: 60);

    /// <summary>
    /// All pairs of key and R of small order with S = 0 over "Zcash", the cases of ZIP 215's survey. Which pass was computed apart, in Python integers,
    /// from the description of libsodium 1.0.15 (not RFC 8032, which refuses all; not ZIP 215, which accepts all).
    /// </summary>
    [Fact]
    public void Of_small_orders_only_those_pass_that_libsodium_1_0_15_lets_pass()
    {
        var passed = from key in Enumerable.Range(0, SmallOrder.Length)
                     from commitment in Enumerable.Range(0, SmallOrder.Length)
                     let signature = Convert.FromHexString(SmallOrder[commitment] + new string('0', 64))
                     where Ed25519.Verify(Convert.FromHexString(SmallOrder[key]), "Zcash"u8, signature)
                     select (key, commitment);

        passed.ShouldBe([(3, 6), (3, 7), (7, 7)]);
    }

    [Fact]
    public void The_same_signature_with_S_plus_the_order_is_refused()
    {
        var signature = Convert.FromHexString("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        var order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");
        var above = new BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        above.TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true).ShouldBeTrue();

        Ed25519.Verify(Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), [], signature).ShouldBeFalse();
    }
}
