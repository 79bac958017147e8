using System.Collections.Concurrent;
using Flux.Orchestration;
using Flux.Orchestration.Instances;

namespace Flux.Os.Usage;

/// <summary>Samples every container of this node each minute and keeps the samples with a bound (FluxOS reference §7.5). They end with fluxos.</summary>
internal sealed class UsageMonitor(KeeperHolder keeper, TimeProvider time)
{
    private const int AtATime = 8;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<ComponentId, UsageHistory> _histories = new();
    private readonly ConcurrentDictionary<string, byte> _off = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _allOff;

    /// <summary>Samples until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (keeper.Keeper is not { } host) return;
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false)) await SampleAsync(host, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Samples of one component.</summary>
    public IReadOnlyList<UsageSample> Of(ComponentId id, TimeSpan? range) => _histories.TryGetValue(id, out var history) ? history.Of(range, time.GetUtcNow()) : [];

    /// <summary>Samples an app from now on, or everything with an empty name.</summary>
    public void Start(string app)
    {
        if (app.Length == 0) _off.Clear();
        else _off.TryRemove(app, out _);
        _allOff = app.Length > 0 && _allOff;
    }

    /// <summary>Samples an app, or everything with an empty name, no longer.</summary>
    /// <param name="app">The app.</param>
    /// <param name="forget">Also drops what is kept.</param>
    public void Stop(string app, bool forget)
    {
        if (app.Length == 0) _allOff = true;
        else _off[app] = 0;
        if (!forget) return;
        foreach (var id in _histories.Keys.Where(id => app.Length == 0 || string.Equals(id.App, app, StringComparison.OrdinalIgnoreCase))) _histories.TryRemove(id, out _);
    }

    internal async Task SampleAsync(InstanceKeeper host, CancellationToken cancellation)
    {
        var present = host.Instances.SelectMany(instance => instance.Components).ToList();
        // What left the node is not remembered.
        foreach (var gone in _histories.Keys.Except(present.Select(c => c.Id)).ToList()) _histories.TryRemove(gone, out _);
        if (_allOff) return;
        var sampled = present.Where(c => c.ContainerId is not null && !_off.ContainsKey(c.Id.App) && c.State is ComponentState.Healthy or ComponentState.Unready or ComponentState.Starting);
        await Parallel.ForEachAsync(sampled, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation }, async (component, cancel) =>
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
            try
            {
                var (usage, _) = await UsageReader.ReadAsync(host, component, either.Token).ConfigureAwait(false);
                if (usage is not null) _histories.GetOrAdd(component.Id, _ => new UsageHistory()).Add(new UsageSample(time.GetUtcNow(), UsageReader.Trim(usage)));
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                // A sample is missed.
            }
        }).ConfigureAwait(false);
    }
}
