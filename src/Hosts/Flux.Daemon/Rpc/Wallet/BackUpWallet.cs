using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Copies the wallet file and opens the copy to be sure.</summary>
internal sealed class BackUpWallet(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "backupwallet";

    public override string Usage => "\"destination\"";

    public override string Help => "Copies the wallet file into the folder -exportdir (default: backups in the data directory) and opens the copy to be sure.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        // Like the C++ daemon's export: only names, never a path out of the data directory.
        var name = request.String(0, "destination");
        ExportFile.RequirePlain(name);
        var path = Path.Combine(wallet.Node.Options.ExportDirectory ?? Path.Combine(wallet.Node.Options.DataDirectory, "backups"), name);
        wallet.Keys.BackUp(path);
        json.WriteStringValue(path);
    }
}
