using Flux.Chain.Indexes;
using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Accounts;

namespace Flux.Daemon.Wallet;

/// <summary>How the wallet finds its transactions: block by block as the chain grows, and by the address index where addresses came in later.</summary>
internal sealed partial class DaemonWallet
{
    /// <summary>From this many blocks on a scan is a long one: other callers are told instead of made to wait.</summary>
    private const int LongScan = 1000;

    /// <summary>Blocks between two lines of the log, and between two savings.</summary>
    private const int ReportEvery = 50_000;

    private volatile WalletScan? _scan;

    /// <summary>Refuses where the blocks to read are not here.</summary>
    public void RequireBlocks(int fromHeight)
    {
        if (Math.Max(1, fromHeight) < node.Chain.LowestBlock) throw new RpcFault(RpcErrorCode.Wallet, $"Rescan is not possible: this node has no blocks below {node.Chain.LowestBlock} (pruned, or started from a snapshot). Leave the rescan out to import without history.");
    }

    /// <summary>Refuses where what the chain has for new addresses can't be found. To be asked before anything is written.</summary>
    public void RequireHistory()
    {
        if (node.Chain.Addresses is null) RequireBlocks(0);
    }

    /// <summary>Reads blocks again, from a height on.</summary>
    public void Rescan(int fromHeight)
    {
        RequireBlocks(fromHeight);
        Ledger.Reset(Math.Max(-1, fromHeight - 1));
        // From here on a stop loses nothing: the next start reads on where this one ended.
        Ledger.Save();
        CatchUp();
    }

    /// <summary>Finds what the chain has for addresses that are new in the wallet: with the address index only the blocks that name them are read.</summary>
    public async Task FindHistoryAsync(IReadOnlyCollection<OwnAddress> addresses)
    {
        if (node.Chain.Addresses is not { } index)
        {
            Rescan(0);
            return;
        }
        var wanted = addresses.Select(own => new AddressKey(own.Address.Kind == AddressKind.ScriptHash, own.Address.Hash)).ToList();
        var changes = await index.DeltasAsync(wanted, 0, Tip, _stopping.Token).ConfigureAwait(false);
        // A change without a place is a coin that ran out; no transaction belongs to it.
        foreach (var block in changes.Where(change => change.BlockIndex >= 0).GroupBy(change => change.Height).OrderBy(group => group.Key))
        {
            _stopping.Token.ThrowIfCancellationRequested();
            if (node.Chain.HeaderAt(block.Key) is { } header && node.Chain.ReadBlock(header.Hash) is { } read)
                Ledger.Add(read, header, block.Select(change => change.BlockIndex).Distinct(), Now());
        }
    }

    private void CatchUp()
    {
        var from = Ledger.Height;
        _scan = Tip - from > LongScan ? new WalletScan(from, Tip) : null;
        try
        {
            if (Ledger.CatchUp(node.Chain, IsOwn, MarkUsed, Now(), Report, _stopping.Token) is { } missing) LogMissing(logger, missing.From, missing.To);
        }
        finally
        {
            if (_scan is { } scan) LogScanned(logger, scan.From, scan.Height, scan.To);
            _scan = null;
        }
        foreach (var entry in node.Chain.Mempool.Snapshot.Entries)
        {
            if (Ledger.Find(entry.Id) is null && Ledger.Concerns(entry.Transaction, IsOwn, MarkUsed)) Ledger.AddWaiting(entry.Transaction, entry.Time.ToUnixTimeSeconds());
        }
        Ledger.DropDead(Tip, id => node.Chain.Mempool.Find(id) is not null);
    }

    private bool IsOwn(Script script) => Keys.OwnerOf(script) is not null;

    // At once, not after the scan: the next blocks may pay the addresses that become known thereby.
    private void MarkUsed(Script script) => Keys.MarkUsed(Keys.OwnerOf(script)!);

    private void Report(int height)
    {
        if (_scan is not { } scan) return;
        scan.Height = height;
        if ((height - scan.From) % ReportEvery != 0) return;
        LogProgress(logger, height, scan.To, scan.Percent);
        Ledger.Save();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Wallet: rescan at block {Height} of {To} ({Percent} %)")]
    private static partial void LogProgress(ILogger logger, int height, int to, int percent);

    [LoggerMessage(Level = LogLevel.Information, Message = "Wallet: blocks {From} to {Height} of {To} are read")]
    private static partial void LogScanned(ILogger logger, int from, int height, int to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Wallet: blocks {From} to {To} are not on this node; payments in them are not seen")]
    private static partial void LogMissing(ILogger logger, int from, int to);
}
