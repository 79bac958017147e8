using Flux.Chain;
using Flux.Mining.Stratum;
using Flux.Primitives;

namespace Flux.Daemon.Node;

/// <summary>The node as the Stratum server wants it: its blocks pay <c>-mineraddress</c>.</summary>
internal sealed class StratumPort(FluxdNode node, MiningService mining) : IStratumPort
{
    public CancellationToken TipChanged => node.TipSignal.Next;

    public uint TipTime => node.Chain.Snapshot.Tip.Time;

    public string? Obstacle => mining.Obstacle;

    public async Task<(Block Block, int Height)> NextWorkAsync(CancellationToken cancellation)
    {
        var template = await mining.Templates.CurrentAsync(mining.MinerScript(null), cancellation).ConfigureAwait(false);
        return (template.Block, template.Height);
    }

    public async Task<string?> SubmitAsync(Block block, CancellationToken cancellation)
    {
        var result = await node.Chain.SubmitBlockAsync(block, requested: true, cancellation).ConfigureAwait(false);
        if (result.Kind != SubmitKind.Accepted) return result.Verdict.IsOk ? result.Kind.ToString() : result.Verdict.Message;
        return result.IsConnected ? null : "another block was faster";
    }
}
