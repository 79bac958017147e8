using Flux.Chain;
using Flux.Chain.Templates;
using Flux.Mining.Miner;
using Flux.Primitives;
using Flux.Primitives.Scripts;

namespace Flux.Daemon.Node;

/// <summary>The node as the miner wants it.</summary>
internal sealed class MiningPort(FluxdNode node, Script minerScript, Func<string?> obstacle) : IMiningPort
{
    public uint TipTime => node.Chain.Snapshot.Tip.Time;

    public CancellationToken TipChanged => node.TipSignal.Next;

    public string? Obstacle => obstacle();

    public async Task<MiningJob> NextJobAsync(CancellationToken cancellation)
    {
        var options = new TemplateOptions { Time = (uint)node.Time.GetUtcNow().ToUnixTimeSeconds() };
        var template = await node.Chain.BuildTemplateAsync(minerScript, options, cancellation).ConfigureAwait(false);
        return new MiningJob(template.Block, template.Height);
    }

    public async Task<bool> SubmitAsync(Block block, CancellationToken cancellation)
    {
        var result = await node.Chain.SubmitBlockAsync(block, requested: true, cancellation).ConfigureAwait(false);
        return result.Kind == SubmitKind.Accepted;
    }
}
