using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Sets the fee per 1,000 bytes of later payments.</summary>
internal sealed class SetTxFee(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "settxfee";

    public override string Usage => "amount";

    public override string Help => "Sets the fee per 1,000 bytes of later payments.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var amount = request.Amount(0, "amount");
        if (amount.Satoshis is < 100 or > 10_000_000) throw RpcFault.InvalidParameter("Invalid parameter, 0.000001 to 0.1 FLUX per 1,000 bytes");
        wallet.Keys.Save(content => content with { Settings = content.Settings with { FeeRate = amount.Satoshis } });
        json.WriteBooleanValue(true);
    }
}
