using System.Globalization;
using System.Text.Json;
using Flux.Crypto.Curves;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.Json;

/// <summary>A multisignature script from the parameters of createmultisig and addmultisigaddress.</summary>
internal static class MultisigScript
{
    private const int MostKeys = 16;
    private const int MostBytes = 520;

    /// <exception cref="RpcFault">Numbers or keys are wrong; the message says which.</exception>
    public static Script Read(int required, JsonElement keys)
    {
        var count = keys.GetArrayLength();
        if (required < 1) throw RpcFault.Misc("a multisignature address must require at least one key to redeem");
        if (count < required) throw RpcFault.Misc(string.Create(CultureInfo.InvariantCulture, $"not enough keys supplied (got {count} keys, but need at least {required} to redeem)"));
        if (count > MostKeys) throw RpcFault.Misc($"Number of addresses involved in the multisignature address creation > {MostKeys}\nReduce the number");
        var script = ScriptBuilder.Multisig(required, [.. keys.EnumerateArray().Select(Key)]);
        if (script.Length > MostBytes) throw RpcFault.Misc(string.Create(CultureInfo.InvariantCulture, $"redeemScript exceeds size limit: {script.Length} > {MostBytes}"));
        return script;
    }

    private static ReadOnlyMemory<byte> Key(JsonElement key)
    {
        var text = RpcRequest.AsString(key);
        if (!RpcRequest.IsHex(text) || Convert.FromHexString(text) is not { } bytes || !Secp256k1.IsValidPublicKey(bytes)) throw RpcFault.Misc($" Invalid public key: {text}");
        return bytes;
    }
}
