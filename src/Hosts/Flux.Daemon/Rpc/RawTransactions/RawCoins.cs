using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>The outputs that a raw transaction spends: those that the caller describes, else those of chain and pool.</summary>
internal sealed class RawCoins
{
    private readonly FluxdNode _node;
    private readonly Dictionary<OutPoint, TxOutput> _given = [];

    /// <exception cref="RpcFault">A description lacks something or contradicts the chain.</exception>
    public RawCoins(FluxdNode node, JsonElement list, RawSigningKeys keys)
    {
        _node = node;
        if (list.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return;
        if (list.ValueKind != JsonValueKind.Array) throw RpcFault.Type("Expected type array");
        foreach (var item in list.EnumerateArray()) Add(item, keys);
    }

    public TxOutput? Find(OutPoint outPoint) =>
        _given.TryGetValue(outPoint, out var output) ? output : _node.Chain.GetCoin(outPoint, includeMempool: false)?.Coin.Output ?? Waiting(outPoint);

    // The pool's own view hides what another waiting transaction spends; for signing that does not matter.
    private TxOutput? Waiting(OutPoint outPoint) =>
        _node.Chain.Mempool.Find(outPoint.Transaction)?.Transaction is { } parent && outPoint.Index < parent.Outputs.Length ? parent.Outputs[(int)outPoint.Index] : null;

    private void Add(JsonElement item, RawSigningKeys keys)
    {
        if (item.ValueKind != JsonValueKind.Object) throw new RpcFault(RpcErrorCode.Deserialization, "expected object with {\"txid'\",\"vout\",\"scriptPubKey\"}");
        var vout = RpcRequest.Member(item, "vout");
        if (vout.ValueKind != JsonValueKind.Number) throw RpcFault.Type("Missing vout");
        var index = RpcRequest.AsInt(vout);
        if (index < 0) throw new RpcFault(RpcErrorCode.Deserialization, "vout must be positive");
        var outPoint = new OutPoint(new TxId(RpcRequest.AsHash(RpcRequest.Member(item, "txid"), "txid")), (uint)index);
        var script = ScriptOf(item, "scriptPubKey") ?? throw RpcFault.Type("Missing scriptPubKey");
        if (_node.Chain.GetCoin(outPoint, includeMempool: false) is { } known && known.Coin.Output.ScriptPubKey != script)
            throw new RpcFault(RpcErrorCode.Deserialization, $"Previous output scriptPubKey mismatch:\n{known.Coin.Output.ScriptPubKey}\nvs:\n{script}");
        var amount = RpcRequest.Member(item, "amount");
        _given[outPoint] = new TxOutput(amount.ValueKind == JsonValueKind.Undefined ? Amount.Zero : RpcValues.ReadAmount(amount), script);
        if (ScriptOf(item, "redeemScript") is { } redeem) keys.Add(redeem);
    }

    private static Script? ScriptOf(JsonElement item, string name)
    {
        var value = RpcRequest.Member(item, name);
        if (value.ValueKind == JsonValueKind.Undefined) return null;
        var text = RpcRequest.AsString(value);
        return RpcRequest.IsHex(text) ? new Script(Convert.FromHexString(text)) : throw RpcFault.InvalidParameter($"{name} must be hexadecimal string (not '{text}')");
    }
}
