using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Balances, number of transactions and addresses kept ready. What escrow coins of apps are worth now stands apart, where there are any.</summary>
internal sealed class GetWalletInfo(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getwalletinfo";

    public override string Help => "Balances, number of transactions and addresses kept ready. What escrow coins of apps are worth now stands apart, where there are any.";

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var coins = wallet.Coins();
        var balance = WalletBalance.Of(coins);
        json.WriteStartObject();
        json.WriteNumber("walletversion", WalletSummary.Version);
        json.WriteAmount("balance", balance.Spendable + balance.Collateral + balance.Locked);
        json.WriteAmount("unconfirmed_balance", balance.Unconfirmed);
        json.WriteAmount("immature_balance", balance.Immature);
        if (balance.Escrow > Amount.Zero) json.WriteAmount("escrow_balance", balance.Escrow);
        json.WriteNumber("txcount", wallet.Ledger.Entries.Count);
        json.WriteNumber("keypoololdest", wallet.Node.StartedAt.ToUnixTimeSeconds());
        json.WriteNumber("keypoolsize", WalletKeys.PoolSize);
        json.WriteAmount("paytxfee", new Amount(wallet.Content.Settings.FeeRate));
        json.WriteString("seedfp", (wallet.Keys.Ring.Fingerprint ?? 0).ToString("x8", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
