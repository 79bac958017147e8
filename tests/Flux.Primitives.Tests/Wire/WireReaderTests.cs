using System.Buffers;
using CsCheck;
using Flux.Primitives.Wire;

namespace Flux.Primitives.Tests.Wire;

public sealed class WireReaderTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("fc", 252)]
    [InlineData("fdfd00", 253)]
    [InlineData("fdffff", 65535)]
    [InlineData("fe00000100", 65536)]
    [InlineData("fe00000002", 0x0200_0000)]
    public void Reads_the_shortest_form_of_a_count(string hex, int value)
    {
        var reader = new WireReader(Convert.FromHexString(hex));

        reader.TryReadCompactSize(out var read).ShouldBeTrue();
        read.ShouldBe(value);
        reader.IsAtEnd.ShouldBeTrue();
        WireWriter.SizeOfCompactSize(value).ShouldBe(hex.Length / 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fdfc00")]
    [InlineData("fd00")]
    [InlineData("feffff0000")]
    [InlineData("fe01000002")]
    [InlineData("ffffffff0000000000")]
    [InlineData("ff0000000001000000")]
    [InlineData("ffffffffffffffffff")]
    public void Refuses_longer_forms_and_counts_above_the_limit(string hex)
    {
        var reader = new WireReader(Convert.FromHexString(hex));

        reader.TryReadCompactSize(out _).ShouldBeFalse();
        reader.Error.ShouldNotBeNull();
        reader.IsAtEnd.ShouldBeFalse();
    }

    [Fact]
    public void A_reader_that_failed_stays_failed()
    {
        var reader = new WireReader([1]);

        reader.TryReadUInt32(out _).ShouldBeFalse();
        var first = reader.Error;
        reader.TryReadByte(out _).ShouldBeFalse();
        reader.TrySkip(1).ShouldBeFalse();
        reader.Error.ShouldBe(first);
    }

    [Fact]
    public void Counts_that_cannot_fit_are_refused_before_anything_is_allocated()
    {
        // A version 1 transaction that promises 33 million inputs.
        byte[] bytes = [1, 0, 0, 0, 0xfe, 0, 0, 0, 2, .. new byte[64]];
        _ = TransactionCodec.TryParse(bytes, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        TransactionCodec.TryParse(bytes, out var transaction, out var error).ShouldBeFalse();

        transaction.ShouldBeNull();
        error.ShouldNotBeNull();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4096);
    }

    [Fact]
    public void Reading_any_bytes_allocates_a_small_multiple_of_their_number() =>
        Gen.Byte.Array[0, 2000].Sample(bytes =>
        {
            if (bytes.Length > 3) (bytes[0], bytes[1], bytes[2], bytes[3]) = ((byte)(bytes[0] % 7), 0, 0, 0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = TransactionCodec.TryParse(bytes, out _, out _);
            _ = BlockCodec.TryParse(bytes, out _, out _);
            return GC.GetAllocatedBytesForCurrentThread() - before < 4096 + (20 * bytes.Length);
        });

    [Fact]
    public void Writes_what_it_reads() =>
        Gen.Select(Gen.UInt, Gen.Long, Gen.Byte.Array[0, 300], Gen.Byte.Array[32]).Sample((number, wide, blob, hash) =>
        {
            var buffer = new ArrayBufferWriter<byte>();
            var writer = new WireWriter(buffer);
            writer.WriteUInt32(number);
            writer.WriteInt64(wide);
            writer.WriteUInt16((ushort)number);
            writer.WriteBool(wide > 0);
            writer.WriteVarBytes(blob);
            writer.WriteHash(new Hash256(hash));
            var reader = new WireReader(buffer.WrittenSpan);
            return reader.TryReadUInt32(out var a) && a == number && reader.TryReadInt64(out var b) && b == wide
                && reader.TryReadUInt16(out var c) && c == (ushort)number && reader.TryReadBool(out var d) && d == wide > 0
                && reader.TryReadVarBytes(out var e) && e.AsSpan().SequenceEqual(blob) && reader.TryReadHash(out var f) && f.ToArray().AsSpan().SequenceEqual(hash)
                && reader.IsAtEnd;
        });
}
