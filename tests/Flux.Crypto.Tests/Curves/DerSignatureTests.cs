using CsCheck;
using Flux.Crypto.Curves;

namespace Flux.Crypto.Tests.Curves;

public sealed class DerSignatureTests
{
    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "nothing", "" },
        { "only a tag", "30" },
        { "another tag", "31060201020201" + "03" },
        { "indefinite length", "308002010202010300" + "00" },
        { "reserved length octet", "30ff020102020103" },
        { "long form for a short length", "308106020102020103" },
        { "long form with a leading zero", "30820006020102020103" },
        { "a length beyond the data", "3007020102020103" },
        { "a length of many octets", "3089010000000000000006020102020103" },
        { "garbage after the sequence", "300602010202010300" },
        { "garbage inside the sequence", "300702010202010300" },
        { "an empty integer", "30050200020103" },
        { "another integer tag", "3006030102020103" },
        { "one integer only", "3003020102" },
        { "needless zero in front", "300702020002020103" },
        { "needless ff in front", "30070202ff82020103" },
        { "an integer beyond the data", "3006020102020403" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses(string shape, string hex) =>
        DerSignature.TryRead(Convert.FromHexString(hex), out _, out _).ShouldBeFalse(shape);

    [Fact]
    public void Reads_the_plain_form()
    {
        DerSignature.TryRead(Convert.FromHexString("3006020102020103"), out Scalar r, out Scalar s).ShouldBeTrue();
        (r.W0, s.W0).ShouldBe((2UL, 3UL));
    }

    [Theory]
    [InlineData("30060201ff020103")]
    [InlineData("3026022100fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141020103")]
    [InlineData("30270222010000000000000000000000000000000000000000000000000000000000000000000201" + "03")]
    [InlineData("3006020100020103")]
    public void Reads_numbers_outside_the_group_as_zero(string hex)
    {
        DerSignature.TryRead(Convert.FromHexString(hex), out Scalar r, out _).ShouldBeTrue();
        r.IsZero.ShouldBeTrue();
    }

    [Fact]
    public void Writes_what_it_reads_and_what_the_test_encoder_writes() => Gen.Select(CurveGenerators.PrivateKey, CurveGenerators.PrivateKey).Sample(
        (a, b) =>
        {
            Scalar.Read(a, out Scalar r);
            Scalar.Read(b, out Scalar s);
            byte[] der = DerSignature.Write(r, s);
            der.ShouldBe(Der.Encode(a, b));
            DerSignature.TryRead(der, out Scalar r2, out Scalar s2).ShouldBeTrue();
            (r2, s2).ShouldBe((r, s));
        });

    /// <summary>Every mutation of a valid signature by one byte (changed, removed, inserted) gets the same answer from both parsers.</summary>
    [Fact]
    public void Agrees_with_the_native_parser_on_every_small_mutation()
    {
        ISecp256k1 native = Implementations.NativeOrSkip(), managed = Implementations.Managed;
        byte[] key = new byte[32], hash = new byte[32];
        key[31] = 7;
        managed.TryGetPublicKey(key, true, out byte[] point);
        byte[] der = managed.SignDer(hash, key);
        foreach (byte[] mutant in Mutants(der))
        {
            managed.VerifyDer(hash, mutant, point).ShouldBe(native.VerifyDer(hash, mutant, point), Convert.ToHexStringLower(mutant));
        }
    }

    private static IEnumerable<byte[]> Mutants(byte[] der)
    {
        for (int at = 0; at < der.Length; at++)
        {
            yield return [.. der[..at], .. der[(at + 1)..]];
            foreach (byte value in (byte[])[0, 1, 0x7f, 0x80, 0x81, 0xff, (byte)(der[at] - 1), (byte)(der[at] + 1)])
            {
                yield return [.. der[..at], value, .. der[(at + 1)..]];
                yield return [.. der[..at], value, .. der[at..]];
            }
        }
    }
}
