using System.Buffers;
using Flux.Fuzz.Engine;
using Flux.P2P.Wire;
using Flux.Primitives;

namespace Flux.Fuzz.Targets;

/// <summary>Payloads of the peer-to-peer protocol; the first byte chooses the command.</summary>
internal sealed class PeerMessageTarget : IFuzzTarget
{
    private static readonly string[] Commands = [.. MessageCatalog.Commands.Order(StringComparer.Ordinal)];

    public string Name => "peer-message";

    public long AllocationLimit(int length) => 131_072 + (512L * length);

    public IEnumerable<byte[]> Seeds()
    {
        for (var i = 0; i < Commands.Length; i++)
        {
            yield return [(byte)i];
            yield return [(byte)i, 1, .. new byte[64]];
            yield return [(byte)i, .. Samples.Transactions().First().ToBytes()];
        }
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty) return 0;
        var command = Commands[input[0] % Commands.Length];
        var message = MessageCatalog.Read(command, input[1..], out var error);
        if (message is null)
        {
            OracleException.Require(error is not null, "refused without a reason");
            return Shape.Of(command, Math.Min(input.Length, 64));
        }
        var first = Written(message);
        var again = MessageCatalog.Read(command, first, out error);
        OracleException.Require(again is not null, $"own bytes of {command} are refused: {error}");
        OracleException.Require(Written(again!).AsSpan().SequenceEqual(first), $"own bytes of {command} change");
        return Shape.Of(command, Math.Min(first.Length / 8, 64), 1);
    }

    private static byte[] Written(IMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        message.Write(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
