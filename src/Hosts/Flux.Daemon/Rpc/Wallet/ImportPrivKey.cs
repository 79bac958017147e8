using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Adds a private key; answers its address. Unless told not to it looks for what the chain has for it: in the address index, without one in all blocks.</summary>
internal sealed class ImportPrivKey(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "importprivkey";

    public override string Usage => "\"wif\" ( \"label\" rescan )";

    public override string Help => "Adds a private key; answers its address. Unless told not to it looks for what the chain has for it: in the address index, without one in all blocks.";

    public override (int Least, int Most) ParameterCount => (1, 3);

    protected override async Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var wif = request.String(0, "zcashprivkey");
        if (!WalletKey.TryParseWif(wif, wallet.Node.Network.Addresses, out var key)) throw RpcFault.NotFound("Invalid private key encoding");
        var address = key.Address.ToText(wallet.Node.Network.Addresses);
        var (label, rescan) = (request.OptionalString(1, "label"), request.Bool(2, "rescan", true));
        var isNew = wallet.Keys.Find(key.Address) is not { CanSign: true };
        if (isNew && rescan) wallet.RequireHistory();
        if (isNew) wallet.Keys.Import([wif]);
        if (label is not null) wallet.Keys.Save(content => content with { Labels = content.Labels.SetItem(address, label) });
        if (isNew && rescan) await wallet.FindHistoryAsync([wallet.Keys.Find(key.Address)!]).ConfigureAwait(false);
        json.WriteStringValue(address);
    }
}
