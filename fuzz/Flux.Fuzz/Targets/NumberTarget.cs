using System.Buffers;
using System.Buffers.Binary;
using Flux.Consensus.Work;
using Flux.Fuzz.Engine;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.Fuzz.Targets;

/// <summary>Three encodings of numbers over the same bytes: script numbers, CompactSize, and the 32-bit form of targets.</summary>
internal sealed class NumberTarget : IFuzzTarget
{
    private const int LongestScriptNumber = 8;

    public string Name => "number";

    public IEnumerable<byte[]> Seeds()
    {
        yield return [0xff, 0xff, 0xff, 0x80];
        yield return [0x00, 0x80];
        yield return [0xfd, 0xfd, 0x00];
        yield return [0xfe, 0x00, 0x00, 0x00, 0x02];
        yield return [0xff, 0x07, 0x1f, 0x20];
        yield return [0xff, 0xff, 0x7f, 0x03];
    }

    public int Run(ReadOnlySpan<byte> input) => Shape.Of(RunScriptNumber(input), RunCompactSize(input), RunTarget(input), Math.Min(input.Length, 10));

    private static string RunScriptNumber(ReadOnlySpan<byte> input)
    {
        var reads = ScriptNumber.TryRead(input, LongestScriptNumber, requireMinimal: false, out var value);
        var readsMinimal = ScriptNumber.TryRead(input, LongestScriptNumber, requireMinimal: true, out var minimal);
        if (!reads)
        {
            OracleException.Require(!readsMinimal, "only the strict reader reads a number");
            return "none";
        }
        var shortest = ScriptNumber.ToBytes(value);
        OracleException.Require(readsMinimal == input.SequenceEqual(shortest), "minimal is not what is written");
        OracleException.Require(!readsMinimal || minimal == value, "the two readers read different numbers");
        OracleException.Require(ScriptNumber.TryRead(shortest, LongestScriptNumber, requireMinimal: true, out var again) && again == value, "a number does not survive");
        return $"{shortest.Length} {readsMinimal}";
    }

    private static string RunCompactSize(ReadOnlySpan<byte> input)
    {
        var reader = new WireReader(input);
        if (!reader.TryReadCompactSize(out var size)) return "none";
        var buffer = new ArrayBufferWriter<byte>();
        new WireWriter(buffer).WriteCompactSize(size);
        OracleException.Require(buffer.WrittenSpan.SequenceEqual(reader.Since(0)), "a CompactSize is not unique");
        return $"{reader.Position}";
    }

    private static string RunTarget(ReadOnlySpan<byte> input)
    {
        if (input.Length < 4) return "none";
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(input);
        if (!CompactTarget.TryDecode(bits, out var target)) return "refused";
        var encoded = CompactTarget.Encode(target);
        OracleException.Require(CompactTarget.TryDecode(encoded, out var again) && again == target, "a target does not survive");
        return $"{encoded >> 24} {encoded == bits}";
    }
}
