using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>A transaction of the wallet in detail.</summary>
internal sealed class GetTransaction(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "gettransaction";

    public override string Usage => "\"txid\" ( watchonly )";

    public override string Help => "A transaction of the wallet in detail.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var entry = wallet.Ledger.Find(new TxId(request.Hash(0, "txid"))) ?? throw RpcFault.NotFound("Invalid or non-wallet transaction id");
        var watched = request.Bool(1, "includeWatchonly", false);
        var (debit, credit) = (wallet.Debit(entry.Transaction), wallet.Credit(entry.Transaction));
        var fee = wallet.IsFromMe(entry.Transaction) ? new Amount(entry.Transaction.Outputs.Sum(output => output.Value.Satoshis)) - debit : Amount.Zero;
        json.WriteStartObject();
        json.WriteAmount("amount", credit - debit - fee);
        if (fee != Amount.Zero) json.WriteAmount("fee", fee);
        WalletJson.WriteShared(json, wallet, entry);
        json.WriteStartArray("details");
        foreach (var line in WalletJson.LinesOf(wallet, entry, watched)) WalletJson.WriteLine(json, wallet, line, detail: true);
        json.WriteEndArray();
        json.WriteString("hex", Convert.ToHexStringLower(entry.Transaction.Bytes.Span));
        json.WriteEndObject();
    }
}
