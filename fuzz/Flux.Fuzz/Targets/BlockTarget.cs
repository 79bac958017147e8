using Flux.Fuzz.Engine;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Fuzz.Targets;

/// <summary>Bytes of a block: round trip, size, hash of the header.</summary>
internal sealed class BlockTarget : IFuzzTarget
{
    public string Name => "block";

    public IEnumerable<byte[]> Seeds()
    {
        var header = new BlockHeader { Version = 4, Previous = default, MerkleRoot = default, StateRoot = default, Time = 1, Bits = 2, Solution = new byte[36] };
        yield return new Block(header, [.. Samples.Transactions().Take(1)]).ToBytes();
        yield return new Block(header with { Version = 100, Solution = default, ProducerSignature = new byte[70] }, [.. Samples.Transactions().TakeLast(2)]).ToBytes();
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        var reader = new WireReader(input);
        if (!BlockCodec.TryRead(ref reader, out var read)) return Shape.Of(0, Math.Min(reader.Position / 16, 64));
        var bytes = read.ToBytes();
        OracleException.Require(bytes.Length == read.Size, "another size than is written");
        OracleException.Require(BlockCodec.TryParse(bytes, out var again, out _) && again.Hash == read.Hash, "own bytes are another block");
        OracleException.Require(again!.Transactions.Select(tx => tx.Id).SequenceEqual(read.Transactions.Select(tx => tx.Id)), "own bytes hold other transactions");
        return Shape.Of(read.Header.IsProofOfNode, Math.Min(read.Transactions.Length, 5), read.Header.Solution.Length == 36);
    }
}
