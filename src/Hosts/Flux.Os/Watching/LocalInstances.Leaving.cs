using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;
using Flux.Orchestration;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Os.Watching;

/// <content>Apps that leave this node because somebody with the right wants it, and apps that are made anew.</content>
public sealed partial class LocalInstances
{
    /// <summary>
    /// Gives an app up at this node and waits until it is gone. The network is told, so that another node takes the seat; this one does not
    /// take it again for <see cref="DeclineBlocks"/> blocks.
    /// </summary>
    public async Task<bool> LeaveAsync(RegisteredApp app, DeclineReason why, string reason)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (_keeper is null) return false;
        Decline(app, why);
        if (!_apps.ContainsKey(app.Name)) return false;
        LogRemoving(app.Name, reason);
        _store.Remove(app.Name);
        _apps.TryRemove(app.Name, out _);
        await RemoveAsync(app.Name).ConfigureAwait(false);
        return StatusOf(app.Name) is null;
    }

    /// <summary>Makes the containers of an app or a component anew; null when done, else why not. No decision is taken on the app meanwhile.</summary>
    /// <param name="id">App, and component or empty for all.</param>
    /// <param name="hard">The data goes too.</param>
    /// <param name="keeper">The container side.</param>
    /// <param name="tell">Takes each step in words.</param>
    internal async Task<string?> RedeployAsync(ComponentId id, bool hard, InstanceKeeper keeper, Action<string> tell)
    {
        if (!_apps.TryGetValue(id.App, out var local)) return $"{id.App} does not run on this node";
        if (local.IsBusy) return $"{id.App} is being installed or redeployed already";
        local.IsBusy = true;
        try
        {
            // Whoever asked may leave; what was begun is brought to its end.
            var redeployed = await keeper.RedeployAsync(id, hard, tell, CancellationToken.None).ConfigureAwait(false);
            return redeployed.Fault?.Message;
        }
        finally
        {
            local.IsBusy = false;
            Changed?.Invoke();
        }
    }

    private void Leave(RegisteredApp app, DeclineReason why, string reason) => _ = LeaveAsync(app, why, reason);

    // Others must know now: the next rank takes the seat at once instead of waiting.
    private void Decline(RegisteredApp app, DeclineReason why)
    {
        if (_follower.Picture.Nodes.FirstOrDefault(n => n.Address == _gossip.Self) is not { } self) return;
        var until = _follower.Picture.Height + DeclineBlocks;
        var decline = new DeclineReport(app.Name, app.Hash, _gossip.Self, self.Collateral, why, until, NowMs);
        if (Tell(decline) is { } envelope) _declines.Add(decline, envelope);
    }

    // After the operator's settings changed.
    private void LeaveRefused()
    {
        foreach (var app in Names.Select(_registry.Table.Find).OfType<RegisteredApp>())
        {
            if (_settings.Present.WhyNot(app.Spec) is { } refusal) Leave(app, DeclineReason.Operator, refusal);
        }
    }
}
