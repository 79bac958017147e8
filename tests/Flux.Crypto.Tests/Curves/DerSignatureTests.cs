using CsCheck;
using Flux.Crypto.Curves;
using Flux.Crypto.Native;

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
        Func<byte[], bool> parses = NativeParserOrSkip();
        foreach (byte[] mutant in Mutants(der))
        {
            DerSignature.TryRead(mutant, out _, out _).ShouldBe(parses(mutant), Convert.ToHexStringLower(mutant));
            managed.VerifyDer(hash, mutant, point).ShouldBe(native.VerifyDer(hash, mutant, point), Convert.ToHexStringLower(mutant));
        }
    }

    /// <summary>Bytes that look like DER more often than chance: tags, lengths and sign bytes are common, sizes anything.</summary>
    [Fact]
    public void Never_throws_and_agrees_with_the_native_parser_on_arbitrary_bytes()
    {
        Func<byte[], bool> native = NativeParserOrSkip();
        Gen<byte> octet = Gen.Frequency(
            (3, Gen.OneOf<byte>(0x30, 0x02, 0x00, 0x80, 0x81, 0x82, 0x84, 0xff, 0x7f)), (2, Gen.Byte[0, 40]), (1, Gen.Byte));
        Gen.Select(octet.Array[0, 90], Gen.Int[0, 2]).Sample(
            (bytes, wrap) =>
            {
                byte[] der = wrap switch
                {
                    0 => bytes,
                    1 => Der.Sequence(bytes),
                    _ => Der.Sequence([.. Der.Integer(bytes.AsSpan(0, bytes.Length / 2)), .. Der.Integer(bytes.AsSpan(bytes.Length / 2))]),
                };
                DerSignature.TryRead(der, out _, out _).ShouldBe(native(der), Convert.ToHexStringLower(der));
            },
            iter: 20_000);
    }

    /// <summary>libsecp256k1's parser alone: whether it takes the bytes as a signature.</summary>
    private static Func<byte[], bool> NativeParserOrSkip()
    {
        Implementations.NativeOrSkip();
        nint context = Secp256k1Imports.ContextCreate(Secp256k1Imports.ContextFlags);
        return der =>
        {
            byte[] opaque = new byte[Secp256k1Imports.OpaqueBytes];
            return der.Length > 0 && Secp256k1Imports.SignatureParseDer(context, ref opaque[0], in der[0], (nuint)der.Length) == 1;
        };
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
