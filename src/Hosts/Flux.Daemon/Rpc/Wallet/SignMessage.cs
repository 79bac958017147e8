using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Wallets.Messages;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Signs a text with an address's key; base64.</summary>
internal sealed class SignMessage(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "signmessage";

    public override string Usage => "\"address\" \"message\"";

    public override string Help => "Signs a text with an address's key; base64.";

    public override (int Least, int Most) ParameterCount => (2, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var key = WalletArguments.Key(wallet, WalletArguments.Address(wallet, request.String(0, "address"), "Invalid address"), "Address does not refer to key");
        json.WriteStringValue(WalletMessage.Sign(MessageKind.Flux, request.String(1, "message"), key));
    }
}
