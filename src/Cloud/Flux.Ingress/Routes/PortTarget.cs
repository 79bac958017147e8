using Flux.Ingress.Health;

namespace Flux.Ingress.Routes;

/// <summary>One port of one app: its instances with their health, and whose turn is next.</summary>
internal sealed class PortTarget(string app, int port, int failuresToEject)
{
    private volatile InstanceState[] instances = [];
    private volatile TaskCompletionSource changed = NewSignal();
    private int turn;

    public string App { get; } = app;

    public int Port { get; } = port;

    public IReadOnlyList<InstanceState> Instances => instances;

    /// <summary>An instance is on its way.</summary>
    public bool IsComing { get; private set; }

    /// <summary>Ends at the next change of the instances or of the health of one.</summary>
    public Task Changed => changed.Task;

    /// <summary>
    /// Takes the new list over; an instance that stays keeps its health. One that is left out gets no new requests; those on their way run on.
    /// </summary>
    public void Replace(IReadOnlyList<RouteInstance> wanted, bool isComing = false)
    {
        IsComing = isComing;
        var known = instances.ToDictionary(state => state.Instance);
        instances = [.. wanted.Distinct().Select(one => known.TryGetValue(one, out var state) ? state : new InstanceState(one, failuresToEject, Signal))];
        Signal();
    }

    /// <summary>The next instance in turn that is not among <paramref name="tried"/>: a healthy one, else one never asked; null when there is none.</summary>
    public InstanceState? Pick(IReadOnlyCollection<InstanceState> tried)
    {
        var all = instances;
        var start = (uint)Interlocked.Increment(ref turn);
        InstanceState? unknown = null;
        for (var step = 0; step < all.Length; step++)
        {
            var one = all[(start + (uint)step) % (uint)all.Length];
            if (tried.Contains(one)) continue;
            if (one.Health == InstanceHealth.Healthy) return one;
            if (one.Health == InstanceHealth.Unknown) unknown ??= one;
        }

        return unknown;
    }

    /// <summary>A healthy instance by its <c>address:port</c>; null when there is none.</summary>
    public InstanceState? Find(string endpoint) =>
        Array.Find(instances, one => one.Health != InstanceHealth.Ejected && $"{one.Instance.Address}:{one.Instance.Port}" == endpoint);

    private void Signal() => Interlocked.Exchange(ref changed, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
