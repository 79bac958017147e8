using System.Text.Json;
using Flux.Chain.Mempool;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Hands the wallet's waiting transactions in again and tells the peers of them; answers their ids.</summary>
internal sealed class ResendWalletTransactions(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "resendwallettransactions";

    public override string Area => "hidden";

    public override string Help => "Hands the wallet's waiting transactions in again and tells the peers of them; answers their ids.";

    protected override async Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var node = wallet.Node;
        json.WriteStartArray();
        foreach (var entry in wallet.Ledger.Entries.Where(entry => entry.Height == 0).OrderBy(entry => entry.Received).ToList())
        {
            var result = await node.Chain.SubmitTransactionAsync(entry.Transaction, TransactionOrigin.Own, cancellation).ConfigureAwait(false);
            if (!result.IsInPool) continue;
            // One that is in the pool already is told again: the peers of then may be gone.
            if (result.Kind == PoolResultKind.Known) node.Peers.AnnounceTransaction(entry.Id);
            json.WriteStringValue(entry.Id.ToString());
        }
        json.WriteEndArray();
    }
}
