using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Unlocks an encrypted wallet; this one never is.</summary>
internal sealed class WalletPassphrase(DaemonWallet? wallet) : WalletMethod(wallet)
{
    private const int WrongEncryptionState = -15;

    public override string Name => "walletpassphrase";

    public override string Usage => "\"passphrase\" timeout";

    public override string Help => "Unlocks an encrypted wallet; this one never is.";

    public override (int Least, int Most) ParameterCount => (2, 2);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        throw new RpcFault(WrongEncryptionState, "Error: running with an unencrypted wallet, but walletpassphrase was called.");
    }
}
