using Flux.Consensus.Work;

namespace Flux.Consensus.Tests.Work;

/// <summary>The well-known cases of the Bitcoin lineage.</summary>
public sealed class CompactTargetTests
{
    [Theory]
    [InlineData(0x00000000u, "0")]
    [InlineData(0x00123456u, "0")]
    [InlineData(0x01003456u, "0")]
    [InlineData(0x02000056u, "0")]
    [InlineData(0x03000000u, "0")]
    [InlineData(0x01123456u, "12")]
    [InlineData(0x02123456u, "1234")]
    [InlineData(0x03123456u, "123456")]
    [InlineData(0x04123456u, "12345600")]
    [InlineData(0x05009234u, "92340000")]
    [InlineData(0x20123456u, "1234560000000000000000000000000000000000000000000000000000000000")]
    [InlineData(0x1d00ffffu, "ffff0000000000000000000000000000000000000000000000000000")]
    public void Decodes(uint bits, string hex)
    {
        CompactTarget.TryDecode(bits, out var target).ShouldBeTrue();
        target.ShouldBe(UInt256.ParseHex(hex));
    }

    [Theory]
    [InlineData(0x01fedcbau)] // negative
    [InlineData(0x04923456u)] // negative
    [InlineData(0xff123456u)] // too large
    [InlineData(0x23000001u)] // one byte beyond
    [InlineData(0x22000100u)]
    [InlineData(0x21010000u)]
    public void Refuses(uint bits) => CompactTarget.TryDecode(bits, out _).ShouldBeFalse();

    [Theory]
    [InlineData("0", 0u)]
    [InlineData("80", 0x02008000u)]
    [InlineData("1234", 0x02123400u)]
    [InlineData("123456", 0x03123456u)]
    [InlineData("800000", 0x04008000u)]
    [InlineData("92340000", 0x05009234u)]
    public void Encodes(string hex, uint bits) => CompactTarget.Encode(UInt256.ParseHex(hex)).ShouldBe(bits);

    [Theory]
    [InlineData(4, 0x200f0f0fu, 0x11ul)] // recorded: regtest's first block adds 0x11
    [InlineData(100, 0x200f0f0fu, 1ul << 40)]
    [InlineData(4, 0u, 0ul)]
    public void Work_of_a_block(int version, uint bits, ulong work) => ChainWork.Of(version, bits).ShouldBe((UInt256)work);
}
