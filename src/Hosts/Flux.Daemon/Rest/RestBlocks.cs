using System.Buffers;
using System.Globalization;
using Flux.Chain.Selection;
using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Json;
using Flux.Primitives;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rest;

/// <summary><c>block/…</c>, <c>block/notxdetails/…</c> and <c>headers/&lt;count&gt;/…</c>.</summary>
internal sealed class RestBlocks(FluxdNode node)
{
    private const int MostHeaders = 2000;

    public async Task<RestAnswer> BlockAsync(RestPath path, bool withTransactions, CancellationToken cancellation)
    {
        var hash = new BlockHash(RestPath.ReadHash(path.Text));
        if (node.Chain.FindHeader(hash) is not { } entry || node.Chain.ReadBlock(hash) is not { } block) throw RestFault.NotFound($"{path.Text} not found");
        switch (path.Format)
        {
            case RestFormat.Binary:
                return RestAnswer.Binary(block.ToBytes());
            case RestFormat.Hex:
                return RestAnswer.Hex(block.ToBytes());
            case RestFormat.Json:
                var undo = node.Chain.ReadUndo(entry.Hash);
                var facts = withTransactions ? await SpendingFacts.OfBlockAsync(node, block, undo, cancellation).ConfigureAwait(false) : null;
                return RestAnswer.Json(json => BlockJson.Write(json, node, entry, block, undo, facts));
            default:
                throw RestFault.Format(RestAnswer.AllFormats);
        }
    }

    public RestAnswer Headers(RestPath path)
    {
        var parts = path.Text.Split('/');
        if (parts.Length != 2) throw RestFault.BadRequest("No header count specified. Use /rest/headers/<count>/<hash>.<ext>.");
        if (!int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostHeaders) throw RestFault.BadRequest($"Header count out of range: {parts[0]}");
        var entries = Follow(new BlockHash(RestPath.ReadHash(parts[1])), count);
        switch (path.Format)
        {
            case RestFormat.Binary:
                return RestAnswer.Binary(Serialize(entries));
            case RestFormat.Hex:
                return RestAnswer.Hex(Serialize(entries).Span);
            case RestFormat.Json:
                return RestAnswer.Json(json =>
                {
                    json.WriteStartArray();
                    foreach (var entry in entries) BlockJson.WriteHeader(json, node, entry, node.Chain.ReadHeader(entry));
                    json.WriteEndArray();
                });
            default:
                // fluxd forgets to name the third.
                throw RestFault.Format(".bin, .hex");
        }
    }

    private List<HeaderEntry> Follow(BlockHash from, int count)
    {
        var entries = new List<HeaderEntry>();
        for (var entry = node.Chain.FindHeader(from); entry is { IsOnMainChain: true } && entries.Count < count; entry = node.Chain.HeaderAt(entry.Height + 1)) entries.Add(entry);
        return entries;
    }

    private ReadOnlyMemory<byte> Serialize(List<HeaderEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        foreach (var entry in entries) BlockCodec.WriteHeader(buffer, node.Chain.ReadHeader(entry));
        return buffer.WrittenMemory;
    }
}
