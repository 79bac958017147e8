using Flux.Orchestration;

namespace Flux.Os;

/// <summary>The container side, or none on a gateway.</summary>
/// <param name="Keeper">Null on a gateway without a node.</param>
public sealed record KeeperHolder(InstanceKeeper? Keeper)
{
    /// <summary>Why the engine cannot be used now; null when it can, or there is none to use.</summary>
    public async Task<string?> EngineProblemAsync()
    {
        if (Keeper is null) return null;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var facts = await Keeper.Engine.Host.FactsAsync(patience.Token).ConfigureAwait(false);
        return facts.Ok ? null : facts.Fault?.Message;
    }
}
