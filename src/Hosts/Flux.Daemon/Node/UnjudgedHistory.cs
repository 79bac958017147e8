using System.Globalization;
using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc;

namespace Flux.Daemon.Node;

/// <summary>Keeps a node that began with a snapshot from mining, paying or signing before the blocks below it were judged: until then its state is somebody's word.</summary>
internal static class UnjudgedHistory
{
    /// <summary>In words; null when there is none.</summary>
    public static string? Of(FluxdNode node) => node.Chain.SnapshotBase is { IsChecked: false } began
        ? string.Create(CultureInfo.InvariantCulture, $"the history below the snapshot is judged up to {node.Chain.JudgedHeight} of {began.Height}")
        : null;

    /// <exception cref="RpcFault">There is one.</exception>
    public static void Refuse(FluxdNode node)
    {
        if (Of(node) is { } history) throw new RpcFault(RpcErrorCode.InInitialDownload, $"Not on the word of a snapshot: {history}; wait for the rest, see getblockchaininfo");
    }
}
