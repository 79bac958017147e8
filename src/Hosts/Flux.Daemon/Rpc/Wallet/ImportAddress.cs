using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Wallet;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Watches an address without its key. Reads all blocks again unless told not to.</summary>
internal sealed class ImportAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "importaddress";

    public override string Usage => "\"address\" ( \"label\" rescan )";

    public override string Help => "Watches an address without its key. Reads all blocks again unless told not to.";

    public override (int Least, int Most) ParameterCount => (1, 3);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var text = request.String(0, "address");
        if (!Address.TryParse(text, wallet.Node.Network.Addresses, out var address)) throw RpcFault.NotFound("Invalid Flux address or script");
        if (wallet.Keys.Find(address) is { CanSign: true }) throw new RpcFault(RpcErrorCode.Wallet, "The wallet already contains the private key for this address or script");
        if (!wallet.Content.WatchedAddresses.Contains(text)) wallet.Keys.Save(content => content with { WatchedAddresses = content.WatchedAddresses.Add(text) });
        if (request.Bool(2, "rescan", true)) wallet.Rescan(0);
        json.WriteNullValue();
    }
}
