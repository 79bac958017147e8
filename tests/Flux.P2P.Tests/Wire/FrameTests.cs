using System.IO.Pipelines;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Wire;

public sealed class FrameTests
{
    private static readonly byte[] Start = [0xaa, 0xe8, 0x3f, 0x5f];

    [Fact]
    public void A_frame_has_the_layout_of_the_reference()
    {
        using var frame = FrameCodec.Encode(VerackMessage.Instance, Start);
        Convert.ToHexStringLower(frame.WrittenSpan).ShouldBe("aae83f5f" + "76657261636b000000000000" + "00000000" + "5df6e0e2");
    }

    [Fact]
    public async Task Frames_are_read_however_they_are_cut()
    {
        byte[] bytes = [.. Encode(new PingMessage(1)), .. Encode(new PingMessage(2)), .. Encode(VerackMessage.Instance)];
        foreach (var piece in new[] { 1, 3, 24, 31, bytes.Length })
        {
            var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 16));
            var writing = WriteAsync(pipe.Writer, bytes, piece);
            var reader = new MessageReader(pipe.Reader, Start);
            (await reader.ReadAsync(default)).Message.ShouldBe(new PingMessage(1));
            (await reader.ReadAsync(default)).Message.ShouldBe(new PingMessage(2));
            (await reader.ReadAsync(default)).Message.ShouldBe(VerackMessage.Instance);
            (await reader.ReadAsync(default)).IsEnd.ShouldBeTrue();
            await writing;
        }
    }

    [Fact]
    public async Task Every_received_byte_is_counted_once()
    {
        var received = 0;
        byte[] bytes = [.. Encode(new PingMessage(1)), .. Encode(new PingMessage(2)), 1];
        var pipe = new Pipe();
        var reader = new MessageReader(pipe.Reader, Start) { Received = count => received += count };
        var writing = WriteAsync(pipe.Writer, bytes, 7);
        while (!(await reader.ReadAsync(default)).IsEnd)
        {
        }
        await writing;
        received.ShouldBe(bytes.Length);
    }

    [Fact]
    public async Task A_frame_with_a_wrong_command_is_skipped_and_one_with_a_wrong_checksum_comes_without_its_message()
    {
        var badSum = Encode(new PingMessage(1));
        badSum[20] ^= 1;
        var badCommand = Encode(new PingMessage(2));
        badCommand[15] = (byte)'x';
        (await ReadFirstAsync([.. badSum, .. Encode(new PingMessage(3))])).ShouldBe(Incoming.Damaged("ping"));
        (await ReadFirstAsync([.. badCommand, .. Encode(new PingMessage(3))])).Message.ShouldBe(new PingMessage(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(30)]
    public async Task A_wrong_start_ends_the_connection_as_soon_as_it_shows(int length)
    {
        var bytes = Encode(new PingMessage(1));
        bytes[0] = 0x24;
        var incoming = await ReadFirstAsync(bytes[..length]);
        incoming.IsEnd.ShouldBeTrue();
        incoming.Error.ShouldBe("wrong message start");
    }

    [Fact]
    public async Task A_payload_over_two_mebibytes_ends_the_connection_before_it_arrives()
    {
        var bytes = Encode(new PingMessage(1));
        BitConverter.TryWriteBytes(bytes.AsSpan(16), FrameCodec.LargestPayload + 1);
        (await ReadFirstAsync(bytes[..24])).Error.ShouldBe("message longer than 2 MiB");
    }

    private static async Task<Incoming> ReadFirstAsync(byte[] bytes)
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(bytes);
        return await new MessageReader(pipe.Reader, Start).ReadAsync(default);
    }

    private static async Task WriteAsync(PipeWriter writer, byte[] bytes, int piece)
    {
        for (var at = 0; at < bytes.Length; at += piece) await writer.WriteAsync(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)));
        await writer.CompleteAsync();
    }

    private static byte[] Encode(IMessage message)
    {
        using var frame = FrameCodec.Encode(message, Start);
        return frame.Written.ToArray();
    }
}
