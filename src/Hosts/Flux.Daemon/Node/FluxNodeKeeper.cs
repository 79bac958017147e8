using System.Text;
using Flux.Chain.Mempool;
using Flux.Consensus.FluxNodes;
using Flux.Crypto.Curves;
using Flux.Daemon.Options;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Messages;

namespace Flux.Daemon.Node;

/// <summary>
/// Keeps this machine's FluxNode confirmed (chain reference §8.8): after a START a first CONFIRM, later an UPDATE as soon
/// as the rules allow one or the address changed. Looks once per new tip.
/// </summary>
internal sealed partial class FluxNodeKeeper(FluxdNode node, FluxNodeOptions options, string address, ILogger<FluxNodeKeeper> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private readonly byte[] _address = Encoding.ASCII.GetBytes(address);

    /// <summary>Public key that must stand in the START for this node to be able to confirm.</summary>
    public byte[] NodePubKey { get; } = Secp256k1.TryGetPublicKey(options.PrivateKey, options.CompressedKey, out var key) ? key : [];

    /// <summary>The collateral.</summary>
    public OutPoint Collateral => options.Collateral;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var next = node.TipSignal.Next;
            try
            {
                await ConfirmWhenDueAsync(cancellation).ConfigureAwait(false);
                await TipSignal.WaitAsync(LongestWait, node.Time, next, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>The CONFIRM that may be sent now; null when the node is neither started nor due.</summary>
    public Transaction? BuildNow()
    {
        var snapshot = node.Chain.Snapshot;
        return snapshot.Ledger.Nodes.Find(Collateral) is { } record && DueUpdateType(record, snapshot.Height + 1) is { } updateType ? Build(record, updateType) : null;
    }

    private async Task ConfirmWhenDueAsync(CancellationToken cancellation)
    {
        var snapshot = node.Chain.Snapshot;
        // On the word of a snapshot whose history is not judged yet nothing is signed.
        if (node.Chain.SnapshotBase is { IsChecked: false }) return;
        if (snapshot.Ledger.Nodes.Find(Collateral) is not { } record || DueUpdateType(record, snapshot.Height + 1) is not { } updateType) return;
        if (node.Chain.Mempool.FluxNodeTransactionOf(Collateral) is not null) return;
        if (!record.NodePubKey.Span.SequenceEqual(NodePubKey))
        {
            LogForeignKey(Collateral);
            return;
        }
        var confirm = Build(record, updateType);
        var result = await node.Chain.SubmitTransactionAsync(confirm, TransactionOrigin.Own, cancellation).ConfigureAwait(false);
        if (result.IsInPool) LogSent(confirm.Id, updateType);
        else LogRefused(confirm.Id, result.Verdict.ToString());
    }

    /// <summary>The kind of CONFIRM that a block at <paramref name="height"/> may hold for the record, or null when none is due.</summary>
    private sbyte? DueUpdateType(FluxNodeRecord record, int height)
    {
        if (record.State == NodeState.Started) return ConfirmTransaction.UpdateTypeInitial;
        if (record.State != NodeState.Confirmed) return null;
        return height >= FluxNodeRules.NextUpdate(node.Network, record, height) ? ConfirmTransaction.UpdateTypeUpdate : null;
    }

    private Transaction Build(FluxNodeRecord record, sbyte updateType)
    {
        var now = (uint)node.Time.GetUtcNow().ToUnixTimeSeconds();
        var confirm = new ConfirmTransaction
        {
            Collateral = Collateral,
            SigTime = now,
            BenchmarkTier = (sbyte)record.Tier,
            BenchmarkSigTime = now,
            UpdateType = updateType,
            Ip = _address,
        };
        var signature = Sign(NodeMessages.OfConfirm(node.Network, confirm));
        confirm = confirm with { Signature = signature };
        confirm = confirm with { BenchmarkSignature = Sign(NodeMessages.OfBenchmark(confirm)) };
        return new Transaction { Version = 5, FluxNode = confirm };
    }

    private byte[] Sign(byte[] message) => SignedMessage.Sign(message, SignedMessage.FluxMagic, options.PrivateKey, options.CompressedKey);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sent CONFIRM {Id} (update type {UpdateType}) for this node")]
    private partial void LogSent(TxId id, int updateType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "CONFIRM {Id} of this node was refused: {Reason}")]
    private partial void LogRefused(TxId id, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The START of collateral {Collateral} names another node key than fluxnodeprivkey; start the node again with this key")]
    private partial void LogForeignKey(OutPoint collateral);
}
