using System.Text.Json;
using Flux.Chain.Indexes;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>The argument of the address-index calls: one address, or an object with several and a range of heights (chain reference §12.8).</summary>
internal sealed class AddressQuery
{
    private readonly AddressPrefixes _prefixes;

    private AddressQuery(AddressPrefixes prefixes, IReadOnlyList<AddressKey> keys) => (_prefixes, Keys) = (prefixes, keys);

    public IReadOnlyList<AddressKey> Keys { get; }

    /// <summary>Both ends of the range were given.</summary>
    public bool HasRange { get; private init; }

    public int Start { get; private init; }

    public int End { get; private init; } = int.MaxValue;

    public bool ChainInfo { get; private init; }

    /// <summary>The address text of a key.</summary>
    public ReadOnlySpan<byte> TextOf(AddressKey key) => TextOf(key, _prefixes);

    /// <summary>The address text of a key on a network.</summary>
    public static ReadOnlySpan<byte> TextOf(AddressKey key, AddressPrefixes prefixes) => AddressTexts.Of(new Address(key.IsScriptHash ? AddressKind.ScriptHash : AddressKind.PubKeyHash, key.Hash), prefixes);

    public static AddressQuery Read(RpcRequest request, FluxdNode node)
    {
        var prefixes = node.Network.Addresses;
        var argument = request[0];
        if (argument.ValueKind == JsonValueKind.String) return new AddressQuery(prefixes, [KeyOf(argument, prefixes)]);
        if (argument.ValueKind != JsonValueKind.Object) throw RpcFault.NotFound("Invalid address");
        var list = RpcRequest.Member(argument, "addresses");
        if (list.ValueKind != JsonValueKind.Array) throw RpcFault.NotFound("Addresses is expected to be an array");
        return new AddressQuery(prefixes, [.. list.EnumerateArray().Select(a => KeyOf(a, prefixes)).Distinct()])
        {
            HasRange = RpcRequest.Member(argument, "start").ValueKind == JsonValueKind.Number && RpcRequest.Member(argument, "end").ValueKind == JsonValueKind.Number,
            Start = Height(argument, "start", 0),
            End = Height(argument, "end", int.MaxValue),
            ChainInfo = RpcRequest.Member(argument, "chainInfo").ValueKind == JsonValueKind.True,
        };
    }

    private static AddressKey KeyOf(JsonElement value, AddressPrefixes prefixes)
    {
        if (value.ValueKind != JsonValueKind.String || !Address.TryParse(RpcValues.Text(value), prefixes, out var address)) throw RpcFault.NotFound("Invalid address");
        return new AddressKey(address.Kind == AddressKind.ScriptHash, address.Hash);
    }

    private static int Height(JsonElement argument, string name, int fallback)
    {
        var value = RpcRequest.Member(argument, name);
        return value.ValueKind == JsonValueKind.Undefined ? fallback : RpcRequest.AsInt(value);
    }
}
