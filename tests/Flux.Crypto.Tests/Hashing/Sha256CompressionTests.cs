using System.Security.Cryptography;
using CsCheck;
using Flux.Crypto.Hashing;

namespace Flux.Crypto.Tests.Hashing;

public sealed class Sha256CompressionTests
{
    [Fact]
    public void With_padding_written_by_hand_it_is_the_whole_hash() => Gen.Byte.Array[0, 55].Sample(message =>
    {
        var block = new byte[64];
        message.CopyTo(block, 0);
        block[message.Length] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(block.AsSpan(56), 8 * message.Length);
        var digest = new byte[32];
        Sha256Compression.Compress(block, digest);
        digest.ShouldBe(SHA256.HashData(message));
    }, iter: 200);
}
