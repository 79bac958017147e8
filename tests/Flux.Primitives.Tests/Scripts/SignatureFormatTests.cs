using Flux.Primitives.Scripts;

namespace Flux.Primitives.Tests.Scripts;

/// <summary>Each rule of strict DER broken by itself (chain reference §7, BIP66).</summary>
public sealed class SignatureFormatTests
{
    [Theory]
    [InlineData("300602010102010101")] // the shortest
    [InlineData("300702020081020101" + "01")] // R with its top bit set needs a zero before it
    [InlineData("300702010102020081" + "01")]
    [InlineData("300602017f02017f00")] // any hash type
    public void Strict(string signature) => SignatureFormat.IsStrictDer(Convert.FromHexString(signature)).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("3005020101020101")] // too short
    [InlineData("310602010102010101")] // no sequence
    [InlineData("300702010102010101")] // wrong total length
    [InlineData("310702010102010101")] // both
    [InlineData("300603010102010101")] // R is no integer
    [InlineData("300602010103010101")] // S is no integer
    [InlineData("300602810102010101")] // R runs past the end
    [InlineData("300602050102010101")] // R leaves no room for the length of S
    [InlineData("300602040102010101")] // S begins in the hash type
    [InlineData("300602010102020101")] // S runs past the end
    [InlineData("300602010102000101")] // surplus bytes after S
    [InlineData("3006020002020101" + "01")] // empty R
    [InlineData("3006020201010200" + "01")] // empty S
    [InlineData("300602018102010101")] // negative R
    [InlineData("300602010102018101")] // negative S
    [InlineData("300702020001020101" + "01")] // R longer than needed
    [InlineData("300702010102020001" + "01")] // S longer than needed
    public void Not_strict(string signature) => SignatureFormat.IsStrictDer(Convert.FromHexString(signature)).ShouldBeFalse();

    [Fact]
    public void Has_9_to_73_bytes()
    {
        SignatureFormat.IsStrictDer(OfSize(73)).ShouldBeTrue();
        SignatureFormat.IsStrictDer(OfSize(74)).ShouldBeFalse();

        static byte[] OfSize(int size)
        {
            var sizeS = size - 7 - 33;
            return [0x30, (byte)(size - 3), 2, 33, 0, 0x80, .. new byte[31], 2, (byte)sizeS, 1, .. new byte[sizeS - 1], 1];
        }
    }

    [Fact]
    public void Finds_S() => Convert.ToHexString(SignatureFormat.S(Convert.FromHexString("300902020102020311223301"))).ShouldBe("112233");

    [Theory]
    [InlineData("", false)]
    [InlineData("00", false)]
    [InlineData("01", true)]
    [InlineData("03", true)]
    [InlineData("04", false)]
    [InlineData("0481", true)]
    [InlineData("83", true)]
    [InlineData("84", false)]
    [InlineData("41", false)]
    public void Knows_three_hash_types_and_their_flag(string signature, bool expected) =>
        SignatureFormat.HasKnownHashType(Convert.FromHexString(signature)).ShouldBe(expected);
}
