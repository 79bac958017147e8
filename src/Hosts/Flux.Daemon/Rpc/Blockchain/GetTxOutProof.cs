using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>A proof, in hex, that transactions are in a block: its header and the branch of its Merkle tree.</summary>
internal sealed class GetTxOutProof(FluxdNode node) : RpcMethod
{
    public override string Name => "gettxoutproof";

    public override string Area => "blockchain";

    public override string Usage => "[\"txid\",...] ( blockhash )";

    public override string Help => "A proof, in hex, that transactions are in a block: its header and the branch of its Merkle tree. Without blockhash the block is found by the transaction index or by an unspent output.";

    public override (int Least, int Most) ParameterCount => (1, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var wanted = Ids(request[0]);
        var block = await FindBlockAsync(request, wanted, cancellation).ConfigureAwait(false);
        var ids = block.Transactions.Select(tx => tx.Id).ToList();
        if (!wanted.All(ids.Contains)) throw RpcFault.NotFound("(Not all) transactions not found in specified block");
        writer.WriteStringValue(Convert.ToHexStringLower(MerkleProof.Of(block, wanted.Contains).ToBytes()));
    }

    private static HashSet<TxId> Ids(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) throw RpcFault.Misc("JSON value is not an array as expected");
        var ids = new HashSet<TxId>();
        foreach (var item in list.EnumerateArray())
        {
            var text = RpcRequest.AsString(item);
            if (text.Length != 64 || !RpcRequest.IsHex(text)) throw RpcFault.InvalidParameter($"Invalid txid {text}");
            if (!ids.Add(new TxId(Hash256.Parse(text)))) throw RpcFault.InvalidParameter($"Invalid parameter, duplicated txid: {text}");
        }
        return ids;
    }

    private async Task<Block> FindBlockAsync(RpcRequest request, HashSet<TxId> wanted, CancellationToken cancellation)
    {
        if (request.Has(1))
        {
            var hash = new BlockHash(RpcRequest.LooseHash(request.String(1, "blockhash")));
            if (node.Chain.FindHeader(hash) is null) throw RpcFault.NotFound("Block not found");
            return node.Chain.ReadBlock(hash) ?? throw new RpcFault(Contracts.Rpc.RpcErrorCode.Internal, "Can't read block from disk");
        }
        foreach (var id in wanted)
        {
            if (await node.Chain.FindTransactionAsync(id, cancellation).ConfigureAwait(false) is { Block: { } entry } && node.Chain.ReadBlock(entry.Hash) is { } block) return block;
        }
        throw RpcFault.NotFound("Transaction not yet in block");
    }
}
