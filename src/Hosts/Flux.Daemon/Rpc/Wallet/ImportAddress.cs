using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Wallet;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Watches an address, or the script of one in hex, without its key. Unless told not to it looks for what the chain has for it: in the address index, without one in all blocks.</summary>
internal sealed class ImportAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "importaddress";

    public override string Usage => "\"address\" ( \"label\" rescan )";

    public override string Help => "Watches an address, or the script of one in hex, without its key. Unless told not to it looks for what the chain has for it: in the address index, without one in all blocks.";

    public override (int Least, int Most) ParameterCount => (1, 3);

    protected override async Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var text = request.String(0, "address");
        var isAddress = Address.TryParse(text, wallet.Node.Network.Addresses, out var address);
        if (!isAddress && !(RpcRequest.IsHex(text) && Address.TryFromScript(new Script(Convert.FromHexString(text)), out address))) throw RpcFault.NotFound("Invalid Flux address or script");
        text = address.ToText(wallet.Node.Network.Addresses);
        var (label, rescan) = (request.OptionalString(1, "label"), request.Bool(2, "rescan", true));
        if (wallet.Keys.Find(address) is { CanSign: true }) throw new RpcFault(RpcErrorCode.Wallet, "The wallet already contains the private key for this address or script");
        var isNew = !wallet.Content.WatchedAddresses.Contains(text);
        if (isNew && rescan) wallet.RequireHistory();
        if (isNew) wallet.Keys.SaveKeys(content => content with { WatchedAddresses = content.WatchedAddresses.Add(text) });
        if (label is not null) wallet.Keys.Save(content => content with { Labels = content.Labels.SetItem(text, label) });
        if (isNew && rescan) await wallet.FindHistoryAsync([wallet.Keys.Find(address)!]).ConfigureAwait(false);
        json.WriteNullValue();
    }
}
