using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;

namespace Flux.Daemon.Rpc.Util;

/// <summary>Whether a text is a transparent address of this network, and its script.</summary>
internal sealed class ValidateAddress(FluxdNode node) : RpcMethod
{
    public override string Name => "validateaddress";

    public override string Area => "util";

    public override string Usage => "\"fluxaddress\"";

    public override string Help => "Whether a text is a transparent address of this network, its script, and what the wallet knows of it.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var text = request.String(0, "address");
        writer.WriteStartObject();
        var valid = Address.TryParse(text, node.Network.Addresses, out var address);
        writer.WriteBoolean("isvalid", valid);
        if (valid)
        {
            writer.WriteString("address", text);
            writer.WriteString("scriptPubKey", address.ToScript().ToString());
            var own = await FindAsync(address, cancellation).ConfigureAwait(false);
            writer.WriteBoolean("ismine", own is { Address.CanSign: true });
            writer.WriteBoolean("iswatchonly", own is { Address.CanSign: false });
            writer.WriteBoolean("isscript", address.Kind == AddressKind.ScriptHash);
            if (own is { } known) WriteOwn(writer, known.Address, known.Account);
        }
        writer.WriteEndObject();
    }

    private void WriteOwn(Utf8JsonWriter writer, OwnAddress own, string? account)
    {
        if (own.Redeem is { } redeem)
        {
            writer.WriteString("script", "multisig");
            writer.WriteString("hex", redeem.Script.ToString());
            writer.WriteStartArray("addresses");
            foreach (var key in redeem.Keys) writer.WriteStringValue(Address.OfPublicKey(key).ToText(node.Network.Addresses));
            writer.WriteEndArray();
            writer.WriteNumber("sigsrequired", redeem.Required);
        }
        else if (own.CanSign)
        {
            writer.WriteString("pubkey", Convert.ToHexStringLower(own.Keys[0].PublicKey));
            writer.WriteBoolean("iscompressed", own.Keys[0].PublicKey.Length == 33);
        }
        if (account is not null) writer.WriteString("account", account);
    }

    // A daemon whose wallet was never asked for does not get one by this question.
    private async Task<(OwnAddress Address, string? Account)?> FindAsync(Address address, CancellationToken cancellation) =>
        node.Wallet is not { Exists: true } wallet ? null : await wallet.UseAsync(
            open => Task.FromResult(open.Keys.Find(address) is { } own ? (own, open.Keys.AccountOf(own)) : ((OwnAddress, string?)?)null), cancellation).ConfigureAwait(false);
}
