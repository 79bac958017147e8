using System.Net;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Health;

/// <summary>
/// Waits until a started container answers. It asks the container's own address: a published port is answered by the engine's proxy
/// whether or not anything listens behind it. A container that ends is started again a few times, since components of an app
/// often need each other in their first second.
/// </summary>
internal sealed class ReadinessProbe(IContainerRuns containers, TimeSpan deadline, TimeProvider time)
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LastPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan ShortRun = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan[] RestartPauses =
        [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    public async Task<Readiness> WaitAsync(string containerId, DesiredComponent component, string networkName, CancellationToken cancel)
    {
        var end = time.GetUtcNow() + deadline;
        Readiness? ended = null;
        for (var restarts = 0; ; restarts++)
        {
            var begun = time.GetUtcNow();
            var found = await WatchRunAsync(containerId, component, networkName, end, cancel);
            // The deadline met it between a start and the next end: that is not a silent service.
            if (found.Kind == ReadinessKind.Silent && ended is { } earlier && time.GetUtcNow() - begun < ShortRun) return earlier;
            if (found.Kind != ReadinessKind.Ended || restarts == RestartPauses.Length || time.GetUtcNow() >= end) return found;
            ended = found;
            await Task.Delay(RestartPauses[restarts], time, cancel);
            var started = await containers.StartAsync(containerId, cancel);
            if (!started.Ok) return new Readiness(ReadinessKind.Ended, started.Fault.Message);
        }
    }

    /// <summary>One look without waiting.</summary>
    public async Task<bool> AnswersNowAsync(ContainerFacts container, DesiredComponent component, string networkName, CancellationToken cancel) =>
        component.Ports.Count == 0
        || (TargetOf(container.Networks, component, networkName) is { } target && await TcpProbe.AnswersAsync(target, ConnectDeadline, time, cancel));

    private async Task<Readiness> WatchRunAsync(
        string containerId, DesiredComponent component, string networkName, DateTimeOffset end, CancellationToken cancel)
    {
        var begun = time.GetUtcNow();
        var pause = FirstPause;
        IPEndPoint? target = null;
        while (true)
        {
            if (target is not null && await TcpProbe.AnswersAsync(target, ConnectDeadline, time, cancel)) return new Readiness(ReadinessKind.Ready, "");
            if (target is null || pause >= LastPause)
            {
                var looked = await containers.ExitOfAsync(containerId, cancel);
                if (!looked.Ok) return new Readiness(ReadinessKind.Unknown, looked.Fault.Message);
                if (!looked.Value.Running) return new Readiness(looked.Value.Clean ? ReadinessKind.Finished : ReadinessKind.Ended, looked.Value.Describe());
                target = TargetOf(looked.Value.Networks, component, networkName);
            }

            var now = time.GetUtcNow();
            if (component.Ports.Count == 0 && now - begun >= SettleTime) return new Readiness(ReadinessKind.Ready, "");
            if (component.Ports.Count > 0 && now >= end) return new Readiness(ReadinessKind.Silent, $"does not answer on tcp port {component.Ports[0].ContainerPort}");
            await Task.Delay(pause, time, cancel);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 3 / 2, LastPause.Ticks));
        }
    }

    private static IPEndPoint? TargetOf(IReadOnlyDictionary<string, ContainerEndpoint> networks, DesiredComponent component, string networkName) =>
        component.Ports.Count > 0 && networks.TryGetValue(networkName, out var endpoint) && IPAddress.TryParse(endpoint.Address, out var address)
            ? new IPEndPoint(address, component.Ports[0].ContainerPort)
            : null;
}
