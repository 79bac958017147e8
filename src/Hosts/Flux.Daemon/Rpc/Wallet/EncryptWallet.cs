using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Not to be had: a daemon that spends by itself could not use an encrypted wallet.</summary>
internal sealed class EncryptWallet(DaemonWallet? wallet) : WalletMethod(wallet)
{
    private const int EncryptionFailed = -16;

    public override string Name => "encryptwallet";

    public override string Usage => "\"passphrase\"";

    public override string Help => "Not to be had: a daemon that spends by itself could not use an encrypted wallet.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        throw new RpcFault(EncryptionFailed, "Error: wallet encryption is disabled.");
    }
}
