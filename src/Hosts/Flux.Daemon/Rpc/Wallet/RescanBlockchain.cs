using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Reads blocks again for transactions of the wallet.</summary>
internal sealed class RescanBlockchain(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "rescanblockchain";

    public override string Usage => "( start )";

    public override string Help => "Reads blocks again for transactions of the wallet.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var start = request.Int(0, "startheight", 0);
        if (start < 0 || start > wallet.Tip) throw RpcFault.InvalidParameter("Invalid parameter, start height is not in the chain");
        wallet.Rescan(start);
        json.WriteStringValue("Rescan Completed");
    }
}
