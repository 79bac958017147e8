using Flux.Chain.Snapshots;
using Flux.Chain.Store;
using Flux.Primitives;
using Microsoft.Extensions.Logging;

namespace Flux.Chain;

/// <content>Snapshots: making one, and running on one.</content>
public sealed partial class ChainNode
{
    private HistoryCheck? _history;

    /// <summary>The snapshot that this chain began with; null when it began with genesis.</summary>
    public SnapshotBase? SnapshotBase => _core.Base;

    /// <summary>Height up to which the blocks below the snapshot were judged; that of the tip when there is nothing to judge.</summary>
    public int JudgedHeight => _core.Base is { IsChecked: false } ? _history?.Height ?? 0 : Snapshot.Height;

    /// <summary>Completes when the history check knows what to ask for.</summary>
    internal Task HistoryIsKnown => _history?.HeadersFed ?? Task.CompletedTask;

    /// <summary>Writes the present state to a new file, from which another node can start.</summary>
    /// <exception cref="InvalidOperationException">The tip is genesis, or the history below the snapshot that this node itself began with is not judged yet.</exception>
    /// <exception cref="IOException">The file cannot be written, or exists.</exception>
    public async Task<SnapshotResult> ExportSnapshotAsync(string path, CancellationToken cancellationToken)
    {
        using var export = await WriteAsync(_core.StartExport, cancellationToken) ?? throw new InvalidOperationException(
            Snapshot.Height == 0 ? "The chain is at genesis: there is nothing to export." : "This node itself runs on a snapshot whose history is not judged yet.");
        return await Task.Run(() => export.Run(path, _gate, cancellationToken), cancellationToken);
    }

    /// <summary>Reads a snapshot file to its end and compares its block with the own chain.</summary>
    /// <exception cref="InvalidDataException">It is damaged or of another network; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Task<SnapshotFacts> CheckSnapshotAsync(string path, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                return SnapshotCheck.Run(path, Options.Network, height => HeaderAt(height)?.Hash, cancellationToken);
            }
            catch (SnapshotFormatException fault)
            {
                throw new InvalidDataException($"{path} is no snapshot that a node could start from: {fault.Message}", fault);
            }
        },
        cancellationToken);

    /// <summary>SHA-256 over the whole state after the tip.</summary>
    internal async Task<Hash256> StateHashAsync(CancellationToken cancellationToken)
    {
        using var rows = await WriteAsync(() =>
        {
            _core.Flush();
            return _core.Parts.Store.Database.Snapshot();
        }, cancellationToken);
        return await Task.Run(() =>
        {
            using var use = _gate.Enter();
            return StateDigest.Of(_core.Parts.Store.Database, rows, cancellationToken);
        }, cancellationToken);
    }

    private async Task StartHistoryAsync(SnapshotBase began, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            _history = await HistoryCheck.StartAsync(Options, began, height => ReadHeader(HeaderAt(height)!), () => ReadBlock(began.Base)!, time, loggers, cancellationToken);
            await ConcludeAsync(await _history.CompareIfArrivedAsync(cancellationToken));
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Null when the block is none of the snapshot's history.</summary>
    private async Task<SubmitResult?> SubmitHistoryAsync(Block block, CancellationToken cancellationToken)
    {
        if (_history is not { } history || _core.Tree.Find(block.Hash) is not { IsPruned: true }) return null;
        if (await history.TrySubmitAsync(block, cancellationToken) is not { } judged) return null;
        await ConcludeAsync(judged.Verdict);
        return judged.Result;
    }

    private async Task ConcludeAsync(HistoryVerdict verdict)
    {
        if (verdict == HistoryVerdict.Agrees) await WriteAsync(() => _core.Began(_core.Base! with { IsChecked = true }), CancellationToken.None);
        if (verdict == HistoryVerdict.Differs) await WriteAsync<bool>(() => throw False(), CancellationToken.None);
    }

    private ChainStoreException False() => new(
        ChainStoreFault.Snapshot,
        $"The snapshot that {Options.DataDirectory} was started from is false: the blocks below height {_core.Base!.Height} do not lead to its state. Delete the chain directory and start without -snapshot; keys and wallets are not stored there.");
}
