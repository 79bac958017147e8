using System.Text.Json;
using Flux.Daemon.Wallet;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Keys and redeem scripts that one call of signrawtransaction gives or, where it gives no keys, those of the wallet.</summary>
internal sealed class RawSigningKeys
{
    private readonly Dictionary<Hash160, WalletKey> _keys = [];
    private readonly Dictionary<Hash160, Script> _scripts = [];
    private WalletKeys? _wallet;

    /// <exception cref="RpcFault">One is no key of this network.</exception>
    public static RawSigningKeys Read(JsonElement list, AddressPrefixes prefixes)
    {
        var keys = new RawSigningKeys();
        if (list.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return keys;
        if (list.ValueKind != JsonValueKind.Array) throw RpcFault.Type("Expected type array");
        foreach (var item in list.EnumerateArray())
        {
            if (!WalletKey.TryParseWif(RpcRequest.AsString(item), prefixes, out var key)) throw RpcFault.NotFound("Invalid private key");
            keys._keys[Hash160.Of(key.PublicKey)] = key;
        }
        return keys;
    }

    /// <summary>The keys of an open wallet; only to be used while it is.</summary>
    public static RawSigningKeys Of(WalletKeys wallet) => new() { _wallet = wallet };

    public void Add(Script redeemScript) => _scripts[Hash160.Of(redeemScript.Bytes)] = redeemScript;

    public WalletKey? Find(Hash160 keyHash) => _keys.GetValueOrDefault(keyHash) ?? Own(new Address(AddressKind.PubKeyHash, keyHash));

    public Script? FindScript(Hash160 scriptHash) => _scripts.TryGetValue(scriptHash, out var script) ? script : _wallet?.Find(new Address(AddressKind.ScriptHash, scriptHash))?.Redeem?.Script;

    private WalletKey? Own(Address address) => _wallet?.Find(address) is { CanSign: true } ? _wallet.Ring.FindKey(address) : null;
}
