using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Nothing to do: keys come from words as they are needed.</summary>
internal sealed class KeyPoolRefill(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "keypoolrefill";

    public override string Usage => "( size )";

    public override string Help => "Nothing to do: keys come from words as they are needed.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        if (request.Int(0, "newsize", 100) < 0) throw RpcFault.InvalidParameter("Invalid parameter, expected valid size.");
        json.WriteNullValue();
    }
}
