using System.Text.Json;
using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.FluxNodes;

namespace Flux.Daemon.Rpc.FluxNodes;

/// <summary>An unsigned START, in hex, for a FluxNode whose collateral belongs to a multisig script; up to four compressed keys become its delegates.</summary>
internal sealed class CreateP2shStartTx : RpcMethod
{
    public override string Name => "createp2shstarttx";

    public override string Area => "fluxnode";

    public override string Usage => "\"redeemscript\" \"vpspubkey\" \"txid\" index ( [\"delegatepubkey1\", \"delegatepubkey2\", ...] )";

    public override string Help => "An unsigned START, in hex, for a FluxNode whose collateral belongs to a multisig script; up to four compressed keys become its delegates.";

    public override (int Least, int Most) ParameterCount => (4, 5);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        request.Expect(JsonValueKind.String, JsonValueKind.String, JsonValueKind.String, JsonValueKind.Number, JsonValueKind.Array);
        var delegates = request.Has(4) ? Delegates(request[4]) : null;
        var start = new StartTransaction
        {
            Collateral = new OutPoint(new TxId(request.Hash(2, "txid")), unchecked((uint)request.Int(3, "index"))),
            Features = StartTransaction.FeatureP2sh | (delegates is null ? 0 : StartTransaction.FeatureDelegates),
            NodePubKey = request.Hex(1, "vpspubkey"),
            RedeemScript = request.Hex(0, "redeemscript"),
            Delegates = delegates,
        };
        writer.WriteStringValue(Convert.ToHexStringLower(new Transaction { Version = 6, FluxNode = start }.ToBytes()));
        return Task.CompletedTask;
    }

    private const int MostDelegates = 4;
    private const int CompressedSize = 33;

    private static DelegateData Delegates(JsonElement list)
    {
        var keys = list.EnumerateArray().Select(RpcRequest.AsString).ToList();
        if (keys.Count > MostDelegates) throw RpcFault.InvalidParameter($"Too many delegates: {keys.Count}, at most {MostDelegates}");
        if (keys.Find(key => !RpcRequest.IsHex(key) || key.Length != 2 * CompressedSize || !Secp256k1.IsValidPublicKey(Convert.FromHexString(key))) is { } wrong) throw RpcFault.NotFound($"Invalid delegate public key: {wrong}");
        return new DelegateData { Used = true, Version = 1, Type = DelegateData.TypeUpdate, Keys = [.. keys.Select(key => (ReadOnlyMemory<byte>)Convert.FromHexString(key))] };
    }
}
