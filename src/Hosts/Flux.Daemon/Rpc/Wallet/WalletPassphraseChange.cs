using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Changes the passphrase of an encrypted wallet; this one never is.</summary>
internal sealed class WalletPassphraseChange(DaemonWallet? wallet) : WalletMethod(wallet)
{
    private const int WrongEncryptionState = -15;

    public override string Name => "walletpassphrasechange";

    public override string Usage => "\"old\" \"new\"";

    public override string Help => "Changes the passphrase of an encrypted wallet; this one never is.";

    public override (int Least, int Most) ParameterCount => (2, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        throw new RpcFault(WrongEncryptionState, "Error: running with an unencrypted wallet, but walletpassphrasechange was called.");
    }
}
