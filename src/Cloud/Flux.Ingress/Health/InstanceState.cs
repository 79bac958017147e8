using Flux.Ingress.Routes;

namespace Flux.Ingress.Health;

/// <summary>One instance over its life in the table: its health and the requests that wait for its answer. Survives route updates.</summary>
internal sealed class InstanceState(RouteInstance instance, int failuresToEject, Action changed)
{
    private readonly Lock gate = new();
    private readonly LinkedList<WaitingRequest> waiting = [];
    private int failedProbes;
    private volatile InstanceHealth health;

    public RouteInstance Instance { get; } = instance;

    /// <summary>Where requests are forwarded to.</summary>
    public string Prefix { get; } = new UriBuilder("http", instance.Address, instance.Port).Uri.AbsoluteUri;

    public InstanceHealth Health => health;

    /// <summary>Set while a probe runs, so that slow probes do not pile up.</summary>
    public int ProbeRuns;

    /// <summary>A connection attempt of a request failed: no more requests from now on.</summary>
    public void ConnectFailed() => Eject();

    /// <summary>An answer arrived, or a probe succeeded.</summary>
    public void Answered()
    {
        lock (gate) failedProbes = 0;
        if (health == InstanceHealth.Healthy) return;
        health = InstanceHealth.Healthy;
        changed();
    }

    /// <summary>A probe failed; so many in a row eject.</summary>
    /// <param name="mayEject">False counts only: the last instance that answers anything is not given up for being slow.</param>
    public void ProbeFailed(bool mayEject)
    {
        int failed;
        lock (gate) failed = ++failedProbes;
        if (failed >= failuresToEject && mayEject) Eject();
    }

    /// <summary>A request begins to wait for this instance's answer.</summary>
    public LinkedListNode<WaitingRequest> BeginWait(WaitingRequest request)
    {
        lock (gate) return waiting.AddLast(request);
    }

    /// <summary>The answer came, or the request was given up.</summary>
    public void EndWait(LinkedListNode<WaitingRequest> node)
    {
        lock (gate)
        {
            if (node.List == waiting) waiting.Remove(node);
        }
    }

    /// <summary>Since when the oldest request waits; null when none does.</summary>
    public long? WaitingSince
    {
        get
        {
            lock (gate) return waiting.First?.Value.Since;
        }
    }

    private void Eject()
    {
        List<WaitingRequest> told;
        lock (gate)
        {
            failedProbes = failuresToEject;
            if (health == InstanceHealth.Ejected) return;
            health = InstanceHealth.Ejected;
            told = [.. waiting];
        }

        changed();
        foreach (var request in told) request.OnEjected?.Invoke();
    }
}
