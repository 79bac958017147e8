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

    /// <summary>Ends the loops; containers go on running.</summary>
    public ValueTask DisposeAsync() => Keeper?.DisposeAsync() ?? ValueTask.CompletedTask;
}
