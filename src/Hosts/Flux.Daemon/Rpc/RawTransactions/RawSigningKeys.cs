using System.Text.Json;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.Scripts;
using Flux.Wallets.Keys;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Keys and redeem scripts that one call of signrawtransaction gives.</summary>
internal sealed class RawSigningKeys
{
    private readonly Dictionary<Hash160, WalletKey> _keys = [];
    private readonly Dictionary<Hash160, Script> _scripts = [];

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

    public void Add(Script redeemScript) => _scripts[Hash160.Of(redeemScript.Bytes)] = redeemScript;

    public WalletKey? Find(Hash160 keyHash) => _keys.GetValueOrDefault(keyHash);

    public Script? FindScript(Hash160 scriptHash) => _scripts.TryGetValue(scriptHash, out var script) ? script : null;
}
