using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Installs;

/// <summary>
/// Resources and ports set aside for the apps of this node. Rebuilt from the desired instances at start, so nothing of it is stored.
/// Safe for concurrent installs.
/// </summary>
public sealed class ReservationBook(NodeCapacity capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Reservation> held = [];

    /// <summary>What is still free.</summary>
    public NodeCapacity Free
    {
        get
        {
            lock (gate) return FreeWithout("");
        }
    }

    /// <summary>Sets an instance's needs aside, in place of what the same app held before. Null when done, else what is short.</summary>
    public InstallFailure? TryReserve(DesiredInstance instance)
    {
        var wanted = Reservation.For(instance);
        lock (gate)
        {
            if (PortHolder(instance.App, wanted) is var (port, holder)) return Short(InstallFailureReason.PortTaken, $"port {port} is used by {holder} on this node");
            if (Shortage(FreeWithout(instance.App), wanted) is { } text) return Short(InstallFailureReason.NoRoom, text);
            held[instance.App] = wanted;
            return null;
        }
    }

    /// <summary>Sets aside what an update takes beside what its app holds; false when there is not so much. <see cref="Release"/> gives it back.</summary>
    internal bool TryHold(string name, NodeCapacity needs)
    {
        lock (gate)
        {
            var wanted = new Reservation(needs, new HashSet<int>());
            if (Shortage(FreeWithout(name), wanted) is not null) return false;
            held[name] = wanted;
            return true;
        }
    }

    /// <summary>What an app holds, for putting it back when a change fails; null when nothing.</summary>
    internal Reservation? HeldBy(string app)
    {
        lock (gate) return held.GetValueOrDefault(app);
    }

    /// <summary>Gives an app's resources back, or restores <paramref name="earlier"/>.</summary>
    internal void Release(string app, Reservation? earlier = null)
    {
        lock (gate)
        {
            if (earlier is null) held.Remove(app);
            else held[app] = earlier;
        }
    }

    private (int Port, string Holder)? PortHolder(string app, Reservation wanted)
    {
        foreach (var (holder, other) in held)
        {
            if (holder == app) continue;
            foreach (var port in other.Ports.Where(wanted.Ports.Contains)) return (port, holder);
        }

        return null;
    }

    private NodeCapacity FreeWithout(string app)
    {
        var others = held.Where(pair => pair.Key != app).Select(pair => pair.Value.Needs).ToList();
        return new NodeCapacity(
            capacity.NanoCpus - others.Sum(needs => needs.NanoCpus),
            capacity.MemoryBytes - others.Sum(needs => needs.MemoryBytes),
            capacity.DiskBytes - others.Sum(needs => needs.DiskBytes));
    }

    private static string? Shortage(NodeCapacity free, Reservation wanted)
    {
        if (wanted.Needs.NanoCpus > free.NanoCpus) return $"needs {wanted.Needs.NanoCpus / 1e9:0.##} cores, {free.NanoCpus / 1e9:0.##} are free";
        if (wanted.Needs.MemoryBytes > free.MemoryBytes) return $"needs {wanted.Needs.MemoryBytes >> 20} MiB of memory, {free.MemoryBytes >> 20} are free";
        return wanted.Needs.DiskBytes > free.DiskBytes ? $"needs {wanted.Needs.DiskBytes >> 30} GiB of disk, {free.DiskBytes >> 30} are free" : null;
    }

    private static InstallFailure Short(InstallFailureReason reason, string text) => new(InstallStage.Reserve, reason, text, MayRetry: true);
}
