using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.RawTransactions;

/// <summary>Versions of one transaction, each signed by other owners, one after the other in one hex text.</summary>
internal static class RawTransactionSet
{
    /// <exception cref="RpcFault">One does not decode, or there is none.</exception>
    public static IReadOnlyList<Transaction> Read(byte[] bytes)
    {
        var versions = new List<Transaction>();
        var reader = new WireReader(bytes);
        while (reader.Remaining > 0)
        {
            if (!TransactionCodec.TryRead(ref reader, out var tx)) throw new RpcFault(RpcErrorCode.Deserialization, "TX decode failed");
            versions.Add(tx);
        }
        return versions.Count > 0 ? versions : throw new RpcFault(RpcErrorCode.Deserialization, "Missing transaction");
    }
}
