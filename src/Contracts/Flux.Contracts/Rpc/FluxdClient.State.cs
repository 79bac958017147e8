using System.Text.Json.Nodes;

namespace Flux.Contracts.Rpc;

/// <content>The whole state: totals, ledger and snapshots of it.</content>
public sealed partial class FluxdClient
{
    /// <summary>Counts all unspent coins; takes seconds to minutes on a long chain.</summary>
    public Task<CoinSetInfo> CoinSetInfoAsync(CancellationToken cancellation = default) => AskAsync("gettxoutsetinfo", [], CoinSetInfo.Read, cancellation);

    /// <summary>What the chain state holds besides coins. Only our fluxd has this: others throw <see cref="RpcException"/> −32601.</summary>
    public Task<LedgerInfo> LedgerInfoAsync(CancellationToken cancellation = default) => AskAsync("getledgerinfo", [], LedgerInfo.Read, cancellation);

    /// <summary>Writes a snapshot of the whole state to a new file, on the daemon's machine and relative to its directory. Only our fluxd has this.</summary>
    public Task<SnapshotInfo> WriteSnapshotAsync(string path, CancellationToken cancellation = default) => AskAsync("dumptxoutset", [path], SnapshotInfo.Read, cancellation);

    /// <summary>Reads a snapshot to its end without starting from it; <see cref="RpcException"/> −22 when it is broken or another one. Only our fluxd has this.</summary>
    /// <param name="path">On the daemon's machine, relative to its directory.</param>
    /// <param name="sha256">Hash that it must have, hex; null: any.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<SnapshotInfo> CheckSnapshotAsync(string path, string? sha256 = null, CancellationToken cancellation = default)
    {
        JsonArray parameters = sha256 is null ? [path] : [path, sha256];
        return AskAsync("checksnapshot", parameters, SnapshotInfo.Read, cancellation);
    }
}
