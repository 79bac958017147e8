using System.Buffers;
using CsCheck;
using Flux.P2P.Wire;

namespace Flux.P2P.Tests.Wire;

public sealed class MessageTests
{
    private static readonly string[] Commands = [.. MessageCatalog.Commands];

    [Fact]
    public void There_is_a_sample_of_every_command() =>
        Samples.All.Select(message => message.Command).Order().ShouldBe(MessageCatalog.Commands.Order());

    [Fact]
    public void Every_message_survives_the_round_trip()
    {
        foreach (var message in Samples.All)
        {
            var bytes = Bytes(message);
            var read = MessageCatalog.Read(message.Command, bytes, out var error);
            error.ShouldBeNull(message.Command);
            read.ShouldNotBeNull().GetType().ShouldBe(message.GetType());
            Bytes(read).ShouldBe(bytes, message.Command);
        }
    }

    [Fact]
    public void A_message_cut_anywhere_is_refused_or_read_without_what_is_missing()
    {
        foreach (var message in Samples.All)
        {
            var bytes = Bytes(message);
            for (var length = 0; length < bytes.Length; length++)
            {
                var read = MessageCatalog.Read(message.Command, bytes.AsSpan(0, length), out var error);
                (read is null).ShouldBe(error is not null);
                // The hash of a reject is optional, so a part of it is surplus.
                if (read is not null && message is not RejectMessage) Bytes(read).ShouldBe(bytes[..length], $"{message.Command} cut at {length}");
            }
        }
    }

    [Fact]
    public void Random_payloads_are_refused_or_read_without_an_exception() =>
        Gen.Select(Gen.Int[0, Commands.Length - 1].Select(index => Commands[index]), Gen.Byte.Array[0, 400]).Sample(
            (command, payload) =>
            {
                var read = MessageCatalog.Read(command, payload, out var error);
                return (read is null) == (error is not null);
            },
            iter: 20_000);

    [Fact]
    public void A_changed_byte_never_breaks_the_reader()
    {
        var all = Samples.All.Select(message => (message.Command, Payload: Bytes(message))).Where(sample => sample.Payload.Length > 0).ToArray();
        Gen.Select(Gen.Int[0, all.Length - 1].Select(index => all[index]), Gen.Int[0, int.MaxValue], Gen.Byte).Sample(
            (sample, place, value) =>
            {
                var changed = sample.Payload.ToArray();
                changed[place % changed.Length] = value;
                if (MessageCatalog.Read(sample.Command, changed, out _) is { } read) Bytes(read);
                return true;
            },
            iter: 20_000);
    }

    [Fact]
    public void A_count_that_lies_allocates_nothing()
    {
        byte[] lie = [0xfe, 0x00, 0x00, 0x00, 0x02];
        foreach (var command in MessageCatalog.Commands)
        {
            foreach (var offset in new[] { 0, 4, 32, 116, 149 })
            {
                byte[] payload = [.. new byte[offset], .. lie, .. new byte[64]];
                MessageCatalog.Read(command, payload, out _);
                var before = GC.GetAllocatedBytesForCurrentThread();
                MessageCatalog.Read(command, payload, out _);
                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16 * 1024, $"{command} at {offset}");
            }
        }
    }

    private static byte[] Bytes(IMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        message.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
