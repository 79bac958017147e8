using Flux.Ingress.Forwarding;
using Flux.Ingress.Routes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flux.Ingress.Health;

/// <summary>
/// Probes the instances of apps that were asked for recently, each once in <see cref="GatewayOptions.ProbeInterval"/>: by a connection,
/// or over HTTP while a request has been waiting for long.
/// </summary>
internal sealed class InstanceProber(
    GatewayRoutes routes, GatewayOptions options, InstanceClient client, TimeProvider time, ILogger<InstanceProber> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void ProbeNow() => ProbeAll(stoppingToken);
        routes.Updated += ProbeNow;
        try
        {
            using var timer = new PeriodicTimer(options.ProbeInterval, time);
            while (await timer.WaitForNextTickAsync(stoppingToken)) ProbeNow();
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
        finally
        {
            routes.Updated -= ProbeNow;
        }
    }

    private void ProbeAll(CancellationToken cancel)
    {
        foreach (var (target, instance) in routes.Active())
        {
            if (Interlocked.Exchange(ref instance.ProbeRuns, 1) == 0) _ = ProbeAsync(target, instance, cancel);
        }
    }

    private async Task ProbeAsync(PortTarget target, InstanceState instance, CancellationToken cancel)
    {
        try
        {
            var suspect = instance.WaitingSince is { } since && time.GetElapsedTime(since) > options.SuspectAfter;
            var alive = suspect
                ? await HttpProbe.RunAsync(instance, client.Invoker, options.ProbeInterval, time, cancel)
                : await ConnectProbe.RunAsync(instance.Instance, options.ConnectTimeout, time, cancel);
            if (cancel.IsCancellationRequested) return;
            Judge(target, instance, suspect, alive);
        }
        catch (Exception bug)
        {
            logger.ProbeFailed(bug, instance.Instance.Node);
        }
        finally
        {
            Volatile.Write(ref instance.ProbeRuns, 0);
        }
    }

    private void Judge(PortTarget target, InstanceState instance, bool suspect, bool alive)
    {
        var before = instance.Health;

        // A connection says nothing against an instance that did not answer over HTTP: only an answer clears that.
        if (!alive) instance.ProbeFailed(mayEject: !suspect || HasOther(target, instance));
        else if (suspect || instance.WaitingSince is null || before != InstanceHealth.Healthy) instance.Answered();
        if (instance.Health != before) logger.HealthChanged(target.App, instance.Instance.Node, instance.Health);
    }

    private static bool HasOther(PortTarget target, InstanceState instance) =>
        target.Instances.Any(one => one != instance && one.Health == InstanceHealth.Healthy);
}
