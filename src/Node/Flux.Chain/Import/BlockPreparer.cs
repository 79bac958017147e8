using System.Diagnostics.CodeAnalysis;
using Flux.Chain.Selection;
using Flux.Chain.Store;
using Flux.Consensus.Blocks;
using Flux.Consensus.Networks;
using Flux.Consensus.Rejects;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Chain.Import;

/// <summary>Reads a block, computes its ids and judges it by itself. For any thread.</summary>
internal sealed class BlockPreparer(Network network, SafeJudge judge)
{
    /// <summary>False with the reason when the bytes are no block.</summary>
    public bool TryPrepare(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out PreparedBlock? prepared, out string? error)
    {
        prepared = null;
        if (!BlockCodec.TryParse(bytes.Span, out var block, out error)) return false;
        prepared = Prepare(block, bytes);
        return true;
    }

    /// <summary>Judges a block that was read before.</summary>
    public PreparedBlock Prepare(Block block) => Prepare(block, block.ToBytes());

    private PreparedBlock Prepare(Block block, ReadOnlyMemory<byte> bytes)
    {
        var header = judge.Judge(block.Hash, () => BlockRules.CheckHeader(network, block.Header));
        var body = header.IsOk ? judge.Judge(block.Hash, () => BlockRules.CheckBody(network, block)) : Verdict.Ok;
        return new PreparedBlock(block, bytes, BlockReader.Checksum(bytes.Span), header, body);
    }
}
