using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Wallet;
using Flux.Wallets.Keystore;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>A command of the daemon's own wallet; without a wallet (<c>-disablewallet</c>) none of them is there.</summary>
internal abstract class WalletMethod(DaemonWallet? wallet) : RpcMethod
{
    public override string Area => "wallet";

    public sealed override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        if (wallet is null) throw new RpcFault(RpcErrorCode.MethodNotFound, "Method not found (disabled)");
        try
        {
            await wallet.UseAsync(
                async open =>
                {
                    await WriteAsync(open, request, writer, cancellation).ConfigureAwait(false);
                    return true;
                },
                cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KeystoreException or IOException or UnauthorizedAccessException)
        {
            throw new RpcFault(RpcErrorCode.Wallet, e.Message);
        }
    }

    /// <summary>Writes the result; the wallet is open and has caught up with the chain.</summary>
    protected virtual Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        Write(wallet, request, json);
        return Task.CompletedTask;
    }

    /// <summary>As above, for what does not wait.</summary>
    protected virtual void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
    }
}
