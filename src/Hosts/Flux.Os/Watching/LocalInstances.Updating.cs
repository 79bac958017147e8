using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Apps.Rolls;
using Flux.Apps.Specs;
using Flux.Orchestration.Installs;
using Flux.Orchestration.Updates;
using Flux.Primitives;

namespace Flux.Os.Watching;

/// <content>
/// Changes of installed apps (docs/decisions/0019): prepare while the old version serves → wait for this node's turn → tell gateways →
/// wait until they know → switch. When the new version does not become healthy the old one goes on and the network is told why.
/// </content>
public sealed partial class LocalInstances
{
    // A gateway that shares the app hears of it within a beat (250 ms), or leaves out a node it has not heard of for 900 ms. The rest is for requests on their way.
    internal static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    /// <summary>Gets an installed app ready for the message in force, and tells whether the change may begin at once, in this node's turn, or not yet.</summary>
    internal UpdateReadiness ReadinessOf(RegisteredApp app, NodeTier tier)
    {
        var hash = app.Hash.ToString();
        if (_apps.GetValueOrDefault(app.Name) is not { } local || local.Hash == hash || local is { IsInstalled: false, IsAdopted: false }) return UpdateReadiness.Now;
        if (local.IsBusy) return UpdateReadiness.NotYet;
        if (local.Update is not { } update || update.Hash != hash) local.Update = update = new AppUpdate(hash);
        if (!update.IsPrepared)
        {
            if (update.TryBeginPreparing(_time)) _ = PrepareAsync(app, tier, update);
            return UpdateReadiness.NotYet;
        }
        if (update.IsFresh(_time)) return UpdateReadiness.NotYet;
        return update.Plan is { TouchesNothing: false } ? UpdateReadiness.InTurn : UpdateReadiness.Now;
    }

    /// <summary>What the roll needs to know of this node; null when it does not run the app under another message.</summary>
    internal RollInstance? RollOf(RegisteredApp app, OutPoint self, int? rank)
    {
        if (_apps.GetValueOrDefault(app.Name) is not { } local || local.Hash == app.Hash.ToString()) return null;
        var failedForMs = local.Update?.FailedForMs(_time) ?? 0;
        return new RollInstance { Node = self, Rank = rank, Phase = failedForMs > 0 ? RollPhase.Failed : RollPhase.Behind, ReachedAgoMs = 0, HealthyForMs = HealthyMs(app.Name), FailedForMs = failedForMs };
    }

    /// <summary>Notes what the change of an app waits for; true when that is news.</summary>
    internal bool NoteWaiting(string app, string reason)
    {
        if (_apps.GetValueOrDefault(app)?.Update is not { } update || update.WaitsFor == reason) return false;
        update.WaitsFor = reason;
        return true;
    }

    private async Task PrepareAsync(RegisteredApp app, NodeTier tier, AppUpdate update)
    {
        var prepared = await TryPrepareAsync(app, tier, update.Hash).ConfigureAwait(false);
        if (prepared.Failure is { } failure) TellUpdateFailed(app, update, failure);
        else update.Prepared(prepared.Plan);
        if (prepared.Plan is { TouchesNothing: false } plan) LogPrepared(app.Name, plan.ToString());
        Changed?.Invoke();
    }

    private async Task<UpdatePreparation> TryPrepareAsync(RegisteredApp app, NodeTier tier, string hash)
    {
        try
        {
            var (secrets, problem) = await _secrets.OpenAsync(app, CancellationToken.None).ConfigureAwait(false);
            if (secrets is null) return new UpdatePreparation(null, new InstallFailure(InstallStage.Reserve, InstallFailureReason.RegistryUnavailable, problem, MayRetry: true));
            return await _keeper!.PrepareAsync(DesiredOf(app, secrets, hash, tier), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception bug)
        {
            LogInstallBug(app.Name, bug);
            return new UpdatePreparation(null, new InstallFailure(InstallStage.Reserve, InstallFailureReason.Other, bug.Message, MayRetry: true));
        }
    }

    /// <summary>The earlier version runs on; what it needs was put back by the container side.</summary>
    private Task OnUpdateFailedAsync(RegisteredApp app, LocalApp local, LocalApp previous, InstallFailure failure)
    {
        if (IsOnlyHere(failure.Reason)) return MakeWayAsync(app, local, failure);
        var update = previous.Update is { } known && known.Hash == local.Hash ? known : previous.Update = new AppUpdate(local.Hash);
        _apps.TryUpdate(app.Name, previous, local);
        TellUpdateFailed(app, update, failure);
        return Task.CompletedTask;
    }

    // Another node may well run what has no place on this one.
    private static bool IsOnlyHere(InstallFailureReason reason) => reason is InstallFailureReason.NoRoom or InstallFailureReason.PortTaken or InstallFailureReason.DiskFull;

    private Task MakeWayAsync(RegisteredApp app, LocalApp local, InstallFailure failure)
    {
        LogFailed(app.Name, failure.Stage, failure.Message);
        Tell(new InstallErrorReport(app.Name, local.Hash, _gossip.Self, failure.Message, NowMs));
        Decline(app, ReasonOf(failure.Reason));
        _store.Remove(app.Name);
        _apps.TryRemove(app.Name, out _);
        return RemoveAsync(app.Name);
    }

    private void TellUpdateFailed(RegisteredApp app, AppUpdate update, InstallFailure failure)
    {
        LogUpdateFailed(app.Name, failure.Stage, failure.Message);
        if (update.Failed(failure, _time)) Tell(new InstallErrorReport(app.Name, update.Hash, _gossip.Self, failure.Message, NowMs));
    }
}
