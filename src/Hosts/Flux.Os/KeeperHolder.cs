using Flux.Orchestration;
using Flux.Os.Watching;

namespace Flux.Os;

/// <summary>The container side, or none on a gateway.</summary>
/// <param name="Keeper">Null on a gateway without a node.</param>
/// <param name="Host">How instances are installed and removed; null on a gateway without a node.</param>
public sealed record KeeperHolder(InstanceKeeper? Keeper, IInstanceHost? Host) : IAsyncDisposable
{
    /// <summary>The container side of a real node, or none.</summary>
    public static KeeperHolder Of(InstanceKeeper? keeper) => new(keeper, keeper is null ? null : new KeeperHost(keeper));

    /// <summary>Why the engine cannot be used now; null when it can, or there is none to use.</summary>
    public async Task<string?> EngineProblemAsync()
    {
        if (Keeper is null) return null;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var facts = await Keeper.Engine.Host.FactsAsync(patience.Token).ConfigureAwait(false);
        return facts.Ok ? null : facts.Fault?.Message;
    }

    /// <summary>Ends the loops; containers go on running.</summary>
    public ValueTask DisposeAsync() => Keeper?.DisposeAsync() ?? ValueTask.CompletedTask;
}
