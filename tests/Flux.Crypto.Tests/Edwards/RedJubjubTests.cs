using Flux.Crypto.Edwards;

namespace Flux.Crypto.Tests.Edwards;

/// <summary>Published signatures: github.com/zcash/zcash-test-vectors, sapling_signatures.json, the first three rows (vk, rvk, m, sig, rsig).</summary>
public sealed class RedJubjubTests
{
    public static TheoryData<string, string, string, string, string> Published { get; } = new()
    {
        {
            "9b0153b03d320fe23e2834d5d61dbb1f519b3f41f8f946152bf0c3f247d11807",
            "c1babcb6eae2b994ee6d65c10b9dad5940dc735b07504daed1e46b0709b45136",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "dca3bb2cb8f048ccab10aed77546c1dbb10cc4fb15ab02acaef944ddab8b6722545fda4c62046d69d98f922f4e8c210bc47b4fdde0a1947179804c1ace569005",
            "70c284504e90f0008e8ed2208f4969727a415ec3102c299e398b6c16572bd9643ee1011766681e406ee6bee3d03ee8f27176e32fbabdded20b0d1786a4ee1801"
        },
        {
            "faf6c3b737e8e611aafea52f03bb2786e18353ebe0d3139e3c54498780c8c199",
            "d524dce7734069758a91f007a869505dfc4aba1720594d4d74f007700e62ee00",
            "0101010101010101010101010101010101010101010101010101010101010101",
            "b5a1f32d3d50fc738b5c3b4e9960729ce4316ba7721a12686604feba6bd748450070cb922406fdfc5d60dea9be3a526a16cfeb877779fb782d5d41395b455f04",
            "5a5a20d200efddd498dfae2a9ef8cf01281a8919018a824cc7a4983b9a0d4a06ff172079e013d42a2a3a88a6520c86fce3b98e1efaa325832a6a5658d8dd7c0a"
        },
        {
            "369ea751762f839d25701a5eeb551ec4f06c1290b3b9c3a724402dec02739221",
            "0d92ad6d46edacd023d4d2ef703a6ca0a792cfc4b7da11c2353bc845a27a974d",
            "0202020202020202020202020202020202020202020202020202020202020202",
            "1f3e8a94310c2071a70f9df5e79aa9e8485deccb178bdff9805fcbe6f7d551eee3c3542ca75c9d8d4adc54d72c3dbe28626d20785bb7f588c1a582b893dbb601",
            "d136214c5d528ea3d4cb7b631a6bb036064973a108b733a5e3a452ab52a659e567cb55d2644e74b6e8426f2a7dd2a04d2dda4935cc3820b77a9c1ab619863c05"
        },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Accepts_published_signatures_of_both_keys_and_nothing_near_them(string key, string randomizedKey, string message, string signature, string randomizedSignature)
    {
        var prefixed = Convert.FromHexString(key + message);
        var randomizedPrefixed = Convert.FromHexString(randomizedKey + message);
        Verify(key, prefixed, Convert.FromHexString(signature)).ShouldBeTrue();
        Verify(randomizedKey, randomizedPrefixed, Convert.FromHexString(randomizedSignature)).ShouldBeTrue();

        Verify(key, randomizedPrefixed, Convert.FromHexString(signature)).ShouldBeFalse();
        Verify(randomizedKey, prefixed, Convert.FromHexString(signature)).ShouldBeFalse();
        for (var at = 0; at < RedJubjub.SignatureSize; at += 7)
        {
            var spoilt = Convert.FromHexString(signature);
            spoilt[at] ^= 1;
            Verify(key, prefixed, spoilt).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_scalar_above_the_group_order_is_refused()
    {
        var (key, message, signature) = ((string)Published.First().Data.Item1, Convert.FromHexString(Published.First().Data.Item3), Convert.FromHexString(Published.First().Data.Item4));
        var order = new System.Numerics.BigInteger(Convert.FromHexString("b72cf7d65e0e97d08210c8cc932068a6003b3401013b6706a9af3365eab47d0e"), isUnsigned: true);
        var above = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        above.TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true).ShouldBeTrue();

        Verify(key, [.. Convert.FromHexString(key), .. message], signature).ShouldBeFalse();
    }

    private static bool Verify(string key, byte[] message, byte[] signature)
    {
        EdwardsPoint<Jubjub>.TryDecode(Convert.FromHexString(key), reduces: false, out var point).ShouldBeTrue();
        return RedJubjub.Verify(in point, SaplingGenerators.SpendAuthorization, message, signature);
    }
}
