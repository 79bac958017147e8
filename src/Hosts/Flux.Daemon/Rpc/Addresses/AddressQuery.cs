using System.Text.Json;
using Flux.Chain.Indexes;
using Flux.Daemon.Node;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>The argument of the address-index calls: one address, or an object with several and a range of heights (chain reference §12.8).</summary>
internal sealed class AddressQuery
{
    private readonly AddressPrefixes _prefixes;

    private AddressQuery(AddressPrefixes prefixes, IReadOnlyList<AddressKey> keys) => (_prefixes, Keys) = (prefixes, keys);

    public IReadOnlyList<AddressKey> Keys { get; }

    public int Start { get; private init; }

    public int End { get; private init; } = int.MaxValue;

    public bool ChainInfo { get; private init; }

    /// <summary>The address text of a key.</summary>
    public string TextOf(AddressKey key) => new Address(key.IsScriptHash ? AddressKind.ScriptHash : AddressKind.PubKeyHash, key.Hash).ToText(_prefixes);

    public static AddressQuery Read(RpcRequest request, FluxdNode node)
    {
        var prefixes = node.Network.Addresses;
        var argument = request[0];
        if (argument.ValueKind == JsonValueKind.String) return new AddressQuery(prefixes, [KeyOf(argument, prefixes)]);
        if (argument.ValueKind != JsonValueKind.Object || !argument.TryGetProperty("addresses", out var list) || list.ValueKind != JsonValueKind.Array)
            throw RpcFault.NotFound("Addresses is expected to be an array");
        return new AddressQuery(prefixes, [.. list.EnumerateArray().Select(a => KeyOf(a, prefixes)).Distinct()])
        {
            Start = Height(argument, "start", 0),
            End = Height(argument, "end", int.MaxValue),
            ChainInfo = argument.TryGetProperty("chainInfo", out var chainInfo) && chainInfo.ValueKind == JsonValueKind.True,
        };
    }

    private static AddressKey KeyOf(JsonElement value, AddressPrefixes prefixes)
    {
        if (value.ValueKind != JsonValueKind.String || !Address.TryParse(value.GetString(), prefixes, out var address)) throw RpcFault.NotFound("Invalid address");
        return new AddressKey(address.Kind == AddressKind.ScriptHash, address.Hash);
    }

    private static int Height(JsonElement argument, string name, int fallback)
    {
        if (!argument.TryGetProperty(name, out var value)) return fallback;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var height) && height >= 0 ? height : throw RpcFault.NotFound($"{name} is expected to be a height");
    }
}
