using System.Collections.Concurrent;
using Flux.Ingress.Routes;
using Microsoft.Extensions.Logging;

namespace Flux.Ingress.Forwarding;

/// <summary>
/// Finds the target of a host name; asks the host program about unknown ones, once at a time for each name, and remembers for a
/// moment that nobody knows it.
/// </summary>
internal sealed class AppFinder(GatewayRoutes routes, IAppSubscriber subscriber, TimeProvider time, ILogger<AppFinder> logger)
{
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan RememberUnknown = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> asking = new();
    private readonly ConcurrentDictionary<string, long> unknown = new();

    /// <summary>The target, or null; <c>App</c> is set when the app exists although it has no such port or no route yet.</summary>
    public async Task<(PortTarget? Target, string? App)> FindAsync(string host, CancellationToken cancel)
    {
        var found = routes.Find(host);
        if (found.Target is not null || host.Length == 0 || IsKnownUnknown(host)) return (found.Target, null);
        var owner = await AskOnceAsync(host, found.App).WaitAsync(cancel);
        if (owner is null) Remember(host);
        return (routes.Find(host).Target, owner);
    }

    private Task<string?> AskOnceAsync(string host, string? app) =>
        asking.GetOrAdd(host, name => new Lazy<Task<string?>>(() => AskAsync(name, app))).Value;

    private async Task<string?> AskAsync(string host, string? app)
    {
        try
        {
            return await subscriber.SubscribeAsync(host, app, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.SubscribeFailed(exception, host);
            return null;
        }
        finally
        {
            asking.TryRemove(host, out _);
        }
    }

    private bool IsKnownUnknown(string host)
    {
        if (!unknown.TryGetValue(host, out var since)) return false;
        if (time.GetElapsedTime(since) < RememberUnknown) return true;
        unknown.TryRemove(host, out _);
        return false;
    }

    private void Remember(string host)
    {
        if (unknown.Count >= MaxRemembered) unknown.Clear();
        unknown[host] = time.GetTimestamp();
    }
}
