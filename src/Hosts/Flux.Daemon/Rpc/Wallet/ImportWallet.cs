using System.Text.Json;
using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Adds the private keys of a file that dumpwallet wrote, here or in the C++ daemon, and looks for what the chain has for them.</summary>
internal sealed class ImportWallet(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "importwallet";

    public override string Usage => "\"filename\"";

    public override string Help => "Adds the private keys of a file that dumpwallet wrote, here or in the C++ daemon, and looks for what the chain has for them. The name of a file in the folder -exportdir, or a whole path.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override async Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var name = request.String(0, "filename");
        var path = Path.IsPathFullyQualified(name) ? name : ExportFile.PathOf(wallet.Node.Options.ExportDirectory, name);
        var lines = WalletDump.Read(ExportFile.Read(path), wallet.Node.Network.Addresses);
        if (lines.Count == 0) throw RpcFault.InvalidParameter($"There is no private key of this network in {path}");
        wallet.RequireHistory();
        var added = lines.Where(line => wallet.Keys.Find(line.Address) is not { CanSign: true }).ToList();
        if (added.Count > 0) wallet.Keys.Import([.. added.Select(line => line.Wif)]);
        var labels = lines.Where(line => line.Label.Length > 0).ToDictionary(line => line.Address.ToText(wallet.Node.Network.Addresses), line => line.Label);
        if (labels.Count > 0) wallet.Keys.Save(content => content with { Labels = content.Labels.SetItems(labels) });
        if (added.Count > 0) await wallet.FindHistoryAsync([.. added.Select(line => wallet.Keys.Find(line.Address)!)]).ConfigureAwait(false);
        json.WriteNullValue();
    }
}
