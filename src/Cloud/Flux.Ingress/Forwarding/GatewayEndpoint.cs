using Flux.Ingress.Health;
using Flux.Ingress.Routes;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Flux.Ingress.Forwarding;

/// <summary>
/// One request through the gateway: host name → port of an app → a healthy instance → forward; another instance when nothing was
/// sent or the request may be repeated; wait a moment when there is none; say clearly what is wrong otherwise.
/// </summary>
internal sealed class GatewayEndpoint(
    AppFinder finder, IHttpForwarder forwarder, InstanceClient client, GatewayOptions options, TimeProvider time)
{
    private readonly StickyCookie? sticky = options.StickyFor > TimeSpan.Zero ? new StickyCookie(options.StickyFor) : null;

    public async Task InvokeAsync(HttpContext context)
    {
        var host = HostNames.Normalize(context.Request.Host.Host);
        var (target, app) = await finder.FindAsync(host, context.RequestAborted);
        if (target is not null) await ForwardAsync(context, target);
        else if (app is not null) await GatewayPages.NoInstanceAsync(context, app);
        else await GatewayPages.UnknownAppAsync(context, host);
    }

    private async Task ForwardAsync(HttpContext context, PortTarget target)
    {
        var mayRepeat = RepeatRules.MayRepeat(context);
        var tried = new HashSet<InstanceState>();
        for (var attempt = 0; attempt < options.MaxAttempts; attempt++)
        {
            var first = attempt == 0 && sticky is not null ? StickyCookie.Read(context, target) : null;
            var instance = first ?? target.Pick(tried) ?? await WaitForInstanceAsync(target, context.RequestAborted);
            if (instance is null) break;
            var result = await TryAsync(context, target, instance, mayRepeat);
            if (result == AttemptResult.Done) return;
            if (!RepeatRules.MayTryAnother(result, mayRepeat))
            {
                await (result == AttemptResult.TooSlow ? GatewayPages.TooSlowAsync(context, target.App) : GatewayPages.BadAnswerAsync(context, target.App));
                return;
            }

            tried.Add(instance);
        }

        await GatewayPages.NoInstanceAsync(context, target.App);
    }

    private async Task<AttemptResult> TryAsync(HttpContext context, PortTarget target, InstanceState instance, bool mayRepeat)
    {
        var several = target.Instances.Count > 1;
        using var attempt = new ForwardAttempt(instance, mayRepeat, several ? sticky : null, options, time);
        var result = await attempt.RunAsync(context, forwarder, client.Invoker);
        if (result == AttemptResult.NotConnected) instance.ConnectFailed();
        return result;
    }

    /// <summary>An app that is being placed or moved has an instance soon: wait for it rather than fail.</summary>
    private async Task<InstanceState?> WaitForInstanceAsync(PortTarget target, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var change = target.Changed;
            if (target.Pick([]) is { } instance) return instance;
            var left = (target.IsComing ? options.WaitForChange : options.WaitForInstance) - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return null;
            try
            {
                await change.WaitAsync(left, time, cancel);
            }
            catch (TimeoutException)
            {
                // Looks once more, and leaves.
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }
}
