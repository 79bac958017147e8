using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Writes the private keys of all addresses that were given out or used into a new file of the folder -exportdir; answers its path.</summary>
internal sealed class DumpWallet(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "dumpwallet";

    public override string Usage => "\"filename\"";

    public override string Help => "Writes the private keys of all addresses that were given out or used, in the clear, into a new file of the folder -exportdir; answers its path. Whoever has the file has the money.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var path = ExportFile.PathOf(wallet.Node.Options.ExportDirectory, request.String(0, "filename"));
        if (File.Exists(path)) throw RpcFault.InvalidParameter($"Cannot overwrite existing file {path}");
        ExportFile.Write(path, WalletDump.Write(wallet));
        json.WriteStringValue(path);
    }
}
