using System.Globalization;
using System.Text.Json;
using Flux.Chain.Selection;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Finds the block that a caller means.</summary>
internal static class BlockLookup
{
    /// <summary>A string of 64 digits is a hash, a shorter one a height (chain reference §12.3).</summary>
    public static HeaderEntry ByHashOrHeight(FluxdNode node, string text)
    {
        if (text.Length < 64)
        {
            if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var height)) throw RpcFault.InvalidParameter("Invalid block height parameter");
            if (height < 0) throw RpcFault.InvalidParameter("Invalid block height parameter");
            return node.Chain.HeaderAt(height) ?? throw RpcFault.InvalidParameter("Block height out of range");
        }
        return node.Chain.FindHeader(new BlockHash(RpcRequest.LooseHash(text))) ?? throw RpcFault.NotFound("Block not found");
    }

    /// <summary>Why a block cannot be read.</summary>
    public static RpcFault NotHere(HeaderEntry entry) => RpcFault.Misc(entry.IsPruned ? "Block not available (pruned data)" : "Block not found on disk");

    /// <summary>0, 1 or 2; true is 1 and false is 0; default 1.</summary>
    public static int Verbosity(RpcRequest request, int index)
    {
        if (!request.Has(index)) return 1;
        var value = request[index].ValueKind switch
        {
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => request.Int(index, "verbosity"),
        };
        return value is >= 0 and <= 2 ? value : throw RpcFault.InvalidParameter("Verbosity must be in range from 0 to 2");
    }
}
