using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Adds a private key; answers its address. Reads all blocks again unless told not to.</summary>
internal sealed class ImportPrivKey(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "importprivkey";

    public override string Usage => "\"wif\" ( \"label\" rescan )";

    public override string Help => "Adds a private key; answers its address. Reads all blocks again unless told not to.";

    public override (int Least, int Most) ParameterCount => (1, 3);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var wif = request.String(0, "zcashprivkey");
        if (!WalletKey.TryParseWif(wif, wallet.Node.Network.Addresses, out var key)) throw RpcFault.NotFound("Invalid private key encoding");
        var address = key.Address;
        if (!wallet.Content.ImportedKeys.Contains(wif)) wallet.Keys.Save(content => content with { ImportedKeys = content.ImportedKeys.Add(wif), WatchedAddresses = content.WatchedAddresses.Remove(address.ToText(wallet.Node.Network.Addresses)) });
        if (request.Bool(2, "rescan", true)) wallet.Rescan(0);
        json.WriteStringValue(address.ToText(wallet.Node.Network.Addresses));
    }
}
