using System.Globalization;
using System.Text.Json;
using Flux.Daemon.Node;
using Flux.Primitives;

namespace Flux.Daemon.Rpc.Mining;

/// <summary>
/// Waits for a better template than the one a miner has (BIP 22, chain reference §12.5): a new tip at once; a changed pool after a minute, then
/// looked at every ten seconds.
/// </summary>
internal static class LongPoll
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    /// <summary>The id of a template: the tip's hash and the pool's version.</summary>
    public static string IdOf(BlockHash tip, long poolVersion) => tip.ToString() + poolVersion.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns at once when there is no id. An id that is no text stands for the present state, as fluxd has it.</summary>
    public static async Task WaitAsync(FluxdNode node, JsonElement id, CancellationToken cancellation)
    {
        if (id.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return;
        var (tip, pool) = id.ValueKind == JsonValueKind.String ? Parse(RpcValues.Text(id)) : (node.Chain.Snapshot.Tip.Hash, node.Chain.Mempool.Version);
        for (var wait = First; ; wait = Later)
        {
            var next = node.TipSignal.Next;
            if (node.Chain.Snapshot.Tip.Hash != tip) return;
            if (!await TipSignal.WaitAsync(wait, node.Time, next, cancellation).ConfigureAwait(false) && node.Chain.Mempool.Version != pool) return;
        }
    }

    private static (BlockHash Tip, long Pool) Parse(string id)
    {
        const int Digits = 2 * Hash256.Size;
        if (id.Length < Digits || !Hash256.TryParse(id[..Digits], out var hash)) throw RpcFault.InvalidParameter("longpollid must begin with a block hash");
        return (new BlockHash(hash), long.TryParse(id.AsSpan(Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var pool) ? pool : 0);
    }
}
