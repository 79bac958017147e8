using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Addresses;

/// <summary>Addresses that hold most, and how many hold how much. Counted over the whole address index, hence at most once a minute.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to release; methods live as long as the process.")]
internal sealed class GetRichList(FluxdNode node) : RpcMethod
{
    private const int DefaultCount = 100;
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private (RichList List, DateTimeOffset At)? _known;

    public override string Name => "getrichlist";

    public override string Area => "addressindex";

    public override string Usage => "( count )";

    public override string Help => "The count (1 to 1000, default 100) addresses that hold most in ordinary coins, in satoshi, and how many addresses hold how much, as of a block of the last minute.";

    public override (int Least, int Most) ParameterCount => (0, 1);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var count = request.Int(0, "count", DefaultCount);
        if (count is < 1 or > RichList.Longest) throw RpcFault.InvalidParameter($"count must be 1 to {RichList.Longest}");
        var list = await CountedAsync(cancellation).ConfigureAwait(false);
        writer.WriteStartObject();
        writer.WriteNumber("height", list.Block.Height);
        writer.WriteHash("blockhash"u8, list.Block.Hash.Value);
        writer.WriteNumber("addresses", list.Addresses);
        writer.WriteStartArray("richest");
        foreach (var held in list.Richest.Take(count))
        {
            writer.WriteStartObject();
            writer.WriteString("address"u8, AddressQuery.TextOf(held.Address, node.Network.Addresses));
            writer.WriteNumber("balance"u8, held.Balance.Satoshis);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("intervals");
        foreach (var (from, to, addresses, sum) in list.Intervals)
        {
            writer.WriteStartObject();
            writer.WriteNumber("min", from);
            writer.WriteNumber("max", to);
            writer.WriteNumber("count", addresses);
            writer.WriteNumber("sum", sum);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private async Task<RichList> CountedAsync(CancellationToken cancellation)
    {
        var index = node.Index();
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var now = node.Time.GetUtcNow();
            var tip = node.Chain.Snapshot.Tip;
            if (_known is { } known && (known.List.Block.Hash == tip.Hash || now - known.At < Freshness)) return known.List;
            var list = await RichList.CountAsync(index, tip, cancellation).ConfigureAwait(false);
            _known = (list, now);
            return list;
        }
        finally
        {
            _turn.Release();
        }
    }
}
