using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives.Addresses;
using Flux.Wallets.Spending;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Unspent coins. Locked ones are left out, and escrow coins of apps: spending one ends its app.</summary>
internal sealed class ListUnspent(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "listunspent";

    public override string Usage => "( minconf maxconf [\"address\",…] )";

    public override string Help => "Unspent coins. Locked ones are left out, and escrow coins of apps: spending one ends its app.";

    public override (int Least, int Most) ParameterCount => (0, 3);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var (least, most) = (request.Int(0, "minconf", 1), request.Int(1, "maxconf", 9_999_999));
        var only = new HashSet<Address>();
        if (request.Has(2))
        {
            if (request[2].ValueKind != JsonValueKind.Array) throw RpcFault.Type("Expected type array");
            foreach (var item in request[2].EnumerateArray())
            {
                var text = RpcRequest.AsString(item);
                if (!only.Add(WalletArguments.Address(wallet, text, $"Invalid Flux address: {text}"))) throw RpcFault.InvalidParameter($"Invalid parameter, duplicated address: {text}");
            }
        }
        json.WriteStartArray();
        foreach (var coin in wallet.Coins().Where(coin => coin.State is not (CoinState.Locked or CoinState.Immature or CoinState.Escrow) && coin.Confirmations >= least && coin.Confirmations <= most && (only.Count == 0 || only.Contains(coin.Owner.Address))))
        {
            json.WriteStartObject();
            json.WriteString("txid", coin.Coin.OutPoint.Transaction.ToString());
            json.WriteNumber("vout", coin.Coin.OutPoint.Index);
            json.WriteBoolean("generated", coin.Coin.IsCoinbase);
            json.WriteString("address", coin.Owner.Address.ToText(wallet.Node.Network.Addresses));
            if (coin.Owner.Change != 1 && coin.Owner.CanSign) json.WriteString("account", "");
            if (coin.Owner.Redeem is { } redeem) json.WriteString("redeemScript", redeem.Script.ToString());
            json.WriteString("scriptPubKey", coin.Coin.Output.ScriptPubKey.ToString());
            json.WriteAmount("amount", coin.Coin.Output.Value);
            json.WriteNumber("confirmations", coin.Confirmations);
            json.WriteBoolean("spendable", coin.Owner.CanSign);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
