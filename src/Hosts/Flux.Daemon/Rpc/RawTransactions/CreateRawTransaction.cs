using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>An unsigned transaction, in hex, that spends outputs and pays addresses.</summary>
internal sealed class CreateRawTransaction(FluxdNode node) : RpcMethod
{
    public override string Name => "createrawtransaction";

    public override string Area => "rawtransactions";

    public override string Usage => "[{\"txid\":\"id\",\"vout\":n},...] {\"address\":amount,...} ( locktime ) ( expiryheight )";

    public override string Help => "An unsigned transaction, in hex, that spends outputs and pays addresses. It is neither stored nor sent. Without expiryheight it expires 20 blocks after the next one.";

    public override (int Least, int Most) ParameterCount => (2, 4);

    public override Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        request.Expect(JsonValueKind.Array, JsonValueKind.Object, JsonValueKind.Number, JsonValueKind.Number);
        var lockTime = request.Long(2, "locktime", 0);
        if (lockTime is < 0 or > uint.MaxValue) throw RpcFault.InvalidParameter("Invalid parameter, locktime out of range");
        var isOverwintered = node.Network.Upgrades.Acadia.IsActiveAt(node.Chain.Snapshot.Height + 1);
        var tx = new Transaction
        {
            Version = isOverwintered ? 4 : 1,
            Overwintered = isOverwintered,
            VersionGroup = isOverwintered ? Transaction.SaplingGroup : 0,
            LockTime = (uint)lockTime,
            ExpiryHeight = isOverwintered ? ExpiryHeight(request) : 0,
            Inputs = [.. request[0].EnumerateArray().Select(input => Input(input, lockTime != 0))],
            Outputs = Outputs(request[1]),
        };
        writer.WriteStringValue(Convert.ToHexStringLower(tx.ToBytes()));
        return Task.CompletedTask;
    }

    private const int DefaultExpiry = 20;
    private const int ExpiringSoon = 3;
    private const int ExpiryLimit = 500_000_000;
    private const uint NotFinal = TxInput.FinalSequence - 1;

    private uint ExpiryHeight(RpcRequest request)
    {
        var next = node.Chain.Snapshot.Height + 1;
        if (!request.Has(3)) return (uint)(next + DefaultExpiry);
        var expiry = request.Long(3, "expiryheight", 0);
        if (expiry is < 0 or >= ExpiryLimit) throw RpcFault.InvalidParameter($"Invalid parameter, expiryheight must be nonnegative and less than {ExpiryLimit}.");
        if (expiry != 0 && next + ExpiringSoon > expiry)
            throw RpcFault.InvalidParameter(string.Create(CultureInfo.InvariantCulture, $"Invalid parameter, expiryheight should be at least {next + ExpiringSoon} to avoid transaction expiring soon"));
        return (uint)expiry;
    }

    private static TxInput Input(JsonElement input, bool hasLockTime)
    {
        if (input.ValueKind != JsonValueKind.Object) throw RpcFault.Misc("JSON value is not an object as expected");
        var id = RpcRequest.AsHash(RpcRequest.Member(input, "txid"), "txid");
        var vout = RpcRequest.Member(input, "vout");
        if (vout.ValueKind != JsonValueKind.Number) throw RpcFault.InvalidParameter("Invalid parameter, missing vout key");
        var index = RpcRequest.AsInt(vout);
        if (index < 0) throw RpcFault.InvalidParameter("Invalid parameter, vout must be positive");
        return new TxInput(new OutPoint(new TxId(id), (uint)index), default, Sequence(RpcRequest.Member(input, "sequence"), hasLockTime));
    }

    private static uint Sequence(JsonElement given, bool hasLockTime)
    {
        if (given.ValueKind != JsonValueKind.Number) return hasLockTime ? NotFinal : TxInput.FinalSequence;
        return given.TryGetUInt32(out var sequence) ? sequence : throw RpcFault.InvalidParameter("Invalid parameter, sequence number is out of range");
    }

    private ImmutableArray<TxOutput> Outputs(JsonElement payments)
    {
        var seen = new HashSet<string>();
        var outputs = ImmutableArray.CreateBuilder<TxOutput>();
        foreach (var payment in payments.EnumerateObject())
        {
            if (!Address.TryParse(payment.Name, node.Network.Addresses, out var address)) throw RpcFault.NotFound($"Invalid Flux address: {payment.Name}");
            if (!seen.Add(payment.Name)) throw RpcFault.InvalidParameter($"Invalid parameter, duplicated address: {payment.Name}");
            outputs.Add(new TxOutput(RpcValues.ReadAmount(payment.Value), address.ToScript()));
        }
        return outputs.ToImmutable();
    }
}
