using System.Buffers.Binary;
using CsCheck;
using Flux.Crypto.Hashing;
using Org.BouncyCastle.Crypto.Parameters;

namespace Flux.Crypto.Tests.Hashing;

public sealed class SipHash24Tests
{
    private const ulong K0 = 0x0706050403020100, K1 = 0x0f0e0d0c0b0a0908;

    /// <summary>The authors' reference vectors: key 00…0f, message 00 01 02 … of each length, result bytes.</summary>
    [Theory]
    [InlineData(0, "310e0edd47db6f72")]
    [InlineData(1, "fd67dc93c539f874")]
    [InlineData(2, "5a4fa9d909806c0d")]
    [InlineData(3, "2d7efbd796666785")]
    [InlineData(4, "b7877127e09427cf")]
    [InlineData(5, "8da699cd64557618")]
    [InlineData(6, "cee3fe586e46c9cb")]
    [InlineData(7, "37d1018bf50002ab")]
    [InlineData(8, "6224939a79f5f593")]
    [InlineData(15, "e545be4961ca29a1")]
    public void Gives_the_reference_vectors(int length, string bytes)
    {
        byte[] result = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(result, SipHash24.Compute(K0, K1, [.. Enumerable.Range(0, length).Select(i => (byte)i)]));
        Convert.ToHexStringLower(result).ShouldBe(bytes);
    }

    [Fact]
    public void Equals_BouncyCastle_on_any_key_and_length() => Gen.Select(Gen.Byte.Array[16], Gen.Byte.Array[0, 100]).Sample(
        (key, data) =>
        {
            var mac = new Org.BouncyCastle.Crypto.Macs.SipHash(2, 4);
            mac.Init(new KeyParameter(key));
            mac.BlockUpdate(data);
            ulong expected = (ulong)mac.DoFinal();
            SipHash24.Compute(
                BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key.AsSpan(8)), data).ShouldBe(expected);
        });
}
