using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Locks an encrypted wallet; this one never is.</summary>
internal sealed class WalletLock(DaemonWallet? wallet) : WalletMethod(wallet)
{
    private const int WrongEncryptionState = -15;

    public override string Name => "walletlock";

    public override string Help => "Locks an encrypted wallet; this one never is.";

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        throw new RpcFault(WrongEncryptionState, "Error: running with an unencrypted wallet, but walletlock was called.");
    }
}
