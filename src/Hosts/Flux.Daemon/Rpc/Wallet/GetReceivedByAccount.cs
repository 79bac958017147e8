using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>What the unnamed account has received, rewards of blocks left out.</summary>
internal sealed class GetReceivedByAccount(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getreceivedbyaccount";

    public override string Usage => "\"\" ( minconf )";

    public override string Help => "What the unnamed account has received, rewards of blocks left out.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.NoAccount(request.String(0, "account"));
        json.WriteAmountValue(ReceivedList.Of(wallet, request.Int(1, "minconf", 1), emptyToo: false, watched: false).Aggregate(Amount.Zero, (sum, line) => sum + line.Amount));
    }
}
