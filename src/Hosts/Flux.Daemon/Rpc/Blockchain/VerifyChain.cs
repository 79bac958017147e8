using System.Text.Json;
using Flux.Chain.Selection;
using Flux.Consensus.Blocks;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Reads the last blocks again and checks them: level 0 that they can be read, 1 form and proof of work, 2 undo data, 3 that undo and block fit each other (default), 4 as 3.</summary>
internal sealed class VerifyChain(FluxdNode node) : RpcMethod
{
    public override string Name => "verifychain";

    public override string Area => "blockchain";

    public override string Usage => "( checklevel numblocks )";

    public override string Help => "Reads the last blocks again and checks them: level 0 that they can be read, 1 form and proof of work, 2 undo data, 3 that undo and block fit each other (default), 4 as 3. numblocks defaults to 288, 0 means all. A level outside of 0 to 4 answers false.";

    public override (int Least, int Most) ParameterCount => (0, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var level = request.Int(0, "checklevel", 3);
        var blocks = request.Int(1, "numblocks", 288);
        if (level is < 0 or > 4)
        {
            writer.WriteBooleanValue(false);
            return;
        }
        writer.WriteBooleanValue(await Task.Run(() => IsSound(level, blocks, cancellation), cancellation).ConfigureAwait(false));
    }

    private bool IsSound(int level, int blocks, CancellationToken cancellation)
    {
        var tip = node.Chain.Snapshot.Tip;
        var last = blocks <= 0 ? 0 : Math.Max(0, tip.Height - blocks + 1);
        for (var height = tip.Height; height >= last; height--)
        {
            cancellation.ThrowIfCancellationRequested();
            if (node.Chain.HeaderAt(height) is not { } entry || !IsSound(entry, level)) return false;
        }
        return true;
    }

    private bool IsSound(HeaderEntry entry, int level)
    {
        if (node.Chain.ReadBlock(entry.Hash) is not { } block || block.Hash != entry.Hash) return false;
        if (entry.Height == 0) return true;
        if (level >= 1 && !BlockRules.Check(node.Network, block).IsOk) return false;
        if (level < 2) return true;
        if (node.Chain.ReadUndo(entry.Hash) is not { } undo) return false;
        return level < 3 || undo.Spent.Length == block.Transactions.Where(tx => !tx.IsCoinbase).Sum(tx => tx.Inputs.Length);
    }
}
