using Flux.Apps.Messages;
using Flux.Apps.Registry;
using Flux.Apps.Specs;
using Flux.Orchestration.Instances;

namespace Flux.Os.Watching;

/// <content>What a process of the node takes over from the one before it, however that one ended.</content>
public sealed partial class LocalInstances
{
    private async Task<List<DesiredInstance>> AdoptedAsync(CancellationToken cancellation)
    {
        var desired = new List<DesiredInstance>();
        foreach (var (app, hash, tier) in _store.All())
        {
            if (_registry.Table.Find(app) is not { } present || WhatRan(present, hash) is not { } earlier)
            {
                _store.Remove(app);
                continue;
            }
            // Without its secrets it cannot be compared with what runs; it is installed anew when they are there.
            if (await GoneOverAsync(present, hash, (NodeTier)tier, cancellation).ConfigureAwait(false) is not { } instance)
            {
                var (secrets, problem) = await _secrets.OpenAsync(earlier, cancellation).ConfigureAwait(false);
                if (secrets is null)
                {
                    LogNotAdopted(app, problem);
                    _store.Forget(app);
                    continue;
                }
                instance = DesiredOf(earlier, secrets, hash, (NodeTier)tier);
            }
            desired.Add(instance);
            _apps[app] = new LocalApp(instance.MessageHash, _time.GetTimestamp()) { IsAdopted = true };
        }
        return desired;
    }

    // An update may have come while this process was down, or have been waiting for its turn.
    private RegisteredApp? WhatRan(RegisteredApp present, string hash)
    {
        if (present.Hash.ToString() == hash) return present;
        return MessageHash.TryParse(hash, out var earlier) && _registry.MessageOf(earlier) is { } message ? present with { Message = message } : null;
    }

    /// <summary>
    /// The message in force where the containers follow it already although an earlier one is written down: the process before this one was
    /// killed between the last step of the update and its note of it. Going back to the earlier version would take the app down for nothing.
    /// </summary>
    private async Task<DesiredInstance?> GoneOverAsync(RegisteredApp present, string hash, NodeTier tier, CancellationToken cancellation)
    {
        if (present.Hash.ToString() == hash) return null;
        var (secrets, _) = await _secrets.OpenAsync(present, cancellation).ConfigureAwait(false);
        if (secrets is null) return null;
        var wanted = DesiredOf(present, secrets, present.Hash.ToString(), tier);
        if (!await _keeper!.RunsAsync(wanted, cancellation).ConfigureAwait(false)) return null;
        _store.Set(present.Name, wanted.MessageHash, (int)tier);
        return wanted;
    }
}
