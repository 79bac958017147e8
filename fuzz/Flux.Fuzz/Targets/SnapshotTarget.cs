using System.Buffers;
using Flux.Chain.Snapshots;
using Flux.Consensus.Networks;
using Flux.Fuzz.Engine;
using Flux.Primitives.Wire;

namespace Flux.Fuzz.Targets;

/// <summary>Snapshot files: what is read is written back to the same bytes; everything else is refused with a reason.</summary>
internal sealed class SnapshotTarget : IFuzzTarget
{
    private static readonly string[] Families = ["coins", "ledger"];

    public string Name => "snapshot";

    public IEnumerable<byte[]> Seeds()
    {
        yield return Sample([], 1);
        yield return Sample([([1], [2, 3]), ([1, 0], []), ([2], new byte[40])], 2);
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        var output = new MemoryStream();
        using var writer = new SnapshotWriter(output);
        int headers = 0, rows = 0;
        try
        {
            var reader = new SnapshotReader(new MemoryStream(input.ToArray()), Families.Length);
            writer.Head(reader.Head);
            foreach (var header in reader.Headers())
            {
                writer.Header(header);
                headers++;
            }
            foreach (var name in reader.Rows(writer.BeginFamily, writer.EndFamily))
            {
                writer.Row(name.Key, name.Value);
                rows++;
            }
            var (block, undo) = reader.ReadEnd();
            writer.End(block, undo);
        }
        catch (SnapshotFormatException refusal)
        {
            OracleException.Require(refusal.Message.Length > 0, "refused without a reason");
            return Shape.Of(Math.Min(headers, 8), Math.Min(rows, 8), Math.Min(input.Length / 8, 64));
        }
        OracleException.Require(output.ToArray().AsSpan().SequenceEqual(input), "own bytes differ");
        return Shape.Of(Math.Min(headers, 8), Math.Min(rows, 8), 1);
    }

    private static byte[] Sample((byte[] Key, byte[] Value)[] rows, int height)
    {
        var genesis = NetworkCatalog.Regtest.Genesis;
        var header = new ArrayBufferWriter<byte>();
        BlockCodec.WriteHeader(header, genesis.Header);
        var output = new MemoryStream();
        using var writer = new SnapshotWriter(output);
        writer.Head(new SnapshotHead(genesis.Hash, genesis.Hash, height));
        for (var i = 0; i < height; i++) writer.Header(new SnapshotHeader(header.WrittenSpan.ToArray(), 1, 300));
        foreach (var family in Families)
        {
            writer.BeginFamily(family);
            foreach (var (key, value) in rows) writer.Row(key, value);
            writer.EndFamily();
        }
        writer.End(genesis.ToBytes(), [1, 2, 3]);
        return output.ToArray();
    }
}
