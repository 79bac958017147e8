using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>What an own address has received, rewards of blocks left out.</summary>
internal sealed class GetReceivedByAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "getreceivedbyaddress";

    public override string Usage => "\"address\" ( minconf )";

    public override string Help => "What an own address has received, rewards of blocks left out.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var address = WalletArguments.Address(wallet, request.String(0, "address"));
        json.WriteAmountValue(ReceivedList.Of(wallet, request.Int(1, "minconf", 1), emptyToo: true, watched: true).Where(line => line.Address == address).Aggregate(Amount.Zero, (sum, line) => sum + line.Amount));
    }
}
