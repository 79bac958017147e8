using Flux.Apps.Messages;
using Flux.Apps.Placement;
using Flux.Apps.Registry;

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

    /// <summary>Runs work on an app while no decision is taken on it and nothing else works on it; null when all went well, else why not.</summary>
    internal async Task<string?> WhileBusyAsync(string app, Func<Task<string?>> work)
    {
        if (!_apps.TryGetValue(app, out var local)) return $"{app} does not run on this node";
        if (!local.TryTake()) return $"{app} is being worked on already";
        try
        {
            return await work().ConfigureAwait(false);
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
        if (_follower.Picture.Index.At(_gossip.Self) is not { } self) return;
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
