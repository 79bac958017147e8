using System.Text.Json;
using Flux.Crypto.Curves;
using Flux.Daemon.Node;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>A new key for a delegate, who may start a FluxNode without owning its collateral: private key (WIF) and public key in both forms.</summary>
internal sealed class CreateDelegateKeyPair(FluxdNode node) : RpcMethod
{
    public override string Name => "createdelegatekeypair";

    public override string Area => "fluxnode";

    public override string Help => "A new key for a delegate, who may start a FluxNode without owning its collateral: private key (WIF) and public key in both forms.";

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var key = WalletKey.Generate(compressed: true);
        Secp256k1.TryGetPublicKey(key.Secret, compressed: false, out var uncompressed);
        writer.WriteStartObject();
        writer.WriteString("private_key", key.ToWif(node.Network.Addresses));
        writer.WriteString("public_key_compressed", Convert.ToHexStringLower(key.PublicKey));
        writer.WriteString("public_key_uncompressed", Convert.ToHexStringLower(uncompressed));
        writer.WriteEndObject();
        return Task.CompletedTask;
    }
}
