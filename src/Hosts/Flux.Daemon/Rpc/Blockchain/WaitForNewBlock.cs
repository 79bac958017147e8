using System.Text.Json;
using Flux.Daemon.Node;

namespace Flux.Daemon.Rpc.Blockchain;

/// <summary>Answers as soon as the tip differs from knowntip (or changes, when that is left out), or when the time is over: {hash, height}.</summary>
internal sealed class WaitForNewBlock(FluxdNode node) : RpcMethod
{
    public override string Name => "waitfornewblock";

    public override string Area => "blockchain";

    public override string Usage => "( timeout_ms \"knowntip\" )";

    public override string Help => "Answers as soon as the tip differs from knowntip (or changes, when that is left out), or when the time is over: {hash, height}. Default 30000 ms, at most 55000. Ours: fluxd has no such call.";

    public override (int Least, int Most) ParameterCount => (0, 2);

    public override async Task WriteResultAsync(RpcRequest request, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var timeout = request.Int(0, "timeout_ms", 30_000);
        if (timeout is < 0 or > 55_000) throw RpcFault.InvalidParameter("timeout_ms must be from 0 to 55000");
        var known = request.OptionalString(1, "knowntip");
        var next = node.TipSignal.Next;
        if (known is null || node.Chain.Snapshot.Tip.Hash.ToString() == known)
        {
            await TipSignal.WaitAsync(TimeSpan.FromMilliseconds(timeout), node.Time, next, cancellation).ConfigureAwait(false);
        }
        var tip = node.Chain.Snapshot.Tip;
        writer.WriteStartObject();
        writer.WriteString("hash", tip.Hash.ToString());
        writer.WriteNumber("height", tip.Height);
        writer.WriteEndObject();
    }
}
