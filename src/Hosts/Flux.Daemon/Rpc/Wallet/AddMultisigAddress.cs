using System.Collections.Immutable;
using System.Text.Json;
using Flux.Crypto.Curves;
using Flux.Daemon.Wallet;
using Flux.Primitives.Addresses;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Adds an m-of-n address of public keys, or of own addresses; answers it.</summary>
internal sealed class AddMultisigAddress(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "addmultisigaddress";

    public override string Usage => "required [\"key\",…] ( \"\" )";

    public override string Help => "Adds an m-of-n address of public keys, or of own addresses; answers it.";

    public override (int Least, int Most) ParameterCount => (2, 3);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        WalletArguments.NoAccount(request.OptionalString(2, "account"));
        if (request[1].ValueKind != JsonValueKind.Array) throw RpcFault.Type("Expected type array");
        var keys = request[1].EnumerateArray().Select(item => ReadKey(wallet, RpcRequest.AsString(item))).ToImmutableArray();
        RedeemScript redeem;
        try
        {
            redeem = RedeemScript.Of(request.Int(0, "nrequired"), keys);
        }
        catch (ArgumentException e)
        {
            throw RpcFault.Misc(e.Message.Split(" (Parameter")[0]);
        }
        var hex = redeem.Script.ToString();
        if (!wallet.Content.RedeemScripts.Contains(hex)) wallet.Keys.SaveKeys(content => content with { RedeemScripts = content.RedeemScripts.Add(hex) });
        json.WriteStringValue(redeem.Address.ToText(wallet.Node.Network.Addresses));
    }

    private static byte[] ReadKey(DaemonWallet wallet, string text)
    {
        if (Address.TryParse(text, wallet.Node.Network.Addresses, out var address)) return WalletArguments.Key(wallet, address, $"{text} does not refer to a key").PublicKey;
        return RpcRequest.IsHex(text) && Convert.FromHexString(text) is var key && Secp256k1.IsValidPublicKey(key) ? key : throw RpcFault.Misc($"Invalid public key: {text}");
    }
}
