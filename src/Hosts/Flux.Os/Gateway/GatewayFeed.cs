using System.Collections.Concurrent;
using Flux.Apps.Registry;
using Flux.Ingress;
using Flux.Ingress.Routes;
using Flux.Os.Registry;
using Flux.Os.Watching;

namespace Flux.Os.Gateway;

/// <summary>
/// Tells the gateway where the apps run that it is asked for: from the registry which ports and domains they have, from the pulses which
/// nodes run them. Any node can be a gateway (architecture §6.6).
/// </summary>
public sealed class GatewayFeed : IAppSubscriber, IDisposable
{
    // A node that has not answered for the first is left out, unless that leaves none; one silent for the second is gone.
    private static readonly TimeSpan FreshAge = TimeSpan.FromMilliseconds(900), OldestAge = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private readonly ITimer _beat;
    private readonly RegistryService _registry;
    private readonly LocationList _locations;
    private readonly GatewayRoutes _routes;
    private readonly GatewayOptions _options;
    private readonly CloseNodes _close;
    private readonly ConcurrentDictionary<string, string> _subscribed = new(StringComparer.Ordinal);

    /// <summary>Updates routes with every change from now on.</summary>
    public GatewayFeed(RegistryService registry, PulseTable pulses, LocationList locations, GatewayRoutes routes, GatewayOptions options, CloseNodes close, TimeProvider time)
    {
        (_registry, _locations, _routes, _options, _close) = (registry, locations, routes, options, close);
        pulses.Changed += UpdateAll;
        registry.Changed += (_, changes, _) =>
        {
            if (changes.Length > 0) UpdateAll();
            return Task.CompletedTask;
        };
        // Silence raises no event.
        _beat = time.CreateTimer(_ => UpdateAll(), null, Beat, Beat);
    }

    /// <inheritdoc/>
    public Task<string?> SubscribeAsync(string host, string? app, CancellationToken cancel)
    {
        var found = app is not null ? _registry.Table.Find(app) : _options.Domains.Contains(host) ? null : _registry.Index.OfDomain(host);
        if (found is null) return Task.FromResult<string?>(null);
        _subscribed[found.Key] = "";
        Update(found.Key);
        return Task.FromResult<string?>(found.Name);
    }

    /// <inheritdoc/>
    public void Dispose() => _beat.Dispose();

    private void UpdateAll()
    {
        foreach (var key in _subscribed.Keys) Update(key);
        // A node that changes an instance says so in its pulse, and its requests must go elsewhere soon.
        _close.SetRouted(_subscribed.Keys.Where(_routes.IsActive).Select(_registry.Table.Find).OfType<RegisteredApp>().SelectMany(app => _locations.Places(app.Name)));
    }

    // Routes are swapped only when they differ: the gateway keeps what it learned of the health of those that stay.
    private void Update(string key)
    {
        lock (_gate) UpdateUnderGate(key);
    }

    private void UpdateUnderGate(string key)
    {
        if (_registry.Table.Find(key) is not { } app)
        {
            if (_subscribed.TryRemove(key, out _)) _routes.Remove(key);
            return;
        }
        var nodes = _locations.Healthy(app.Name, FreshAge).ToList();
        if (nodes.Count == 0) nodes = [.. _locations.Healthy(app.Name, OldestAge)];
        var routes = new AppRoutes(
            app.Name,
            [.. PortsOf(app).Select(p => new PortRoute(p.Port, p.Domains, [.. nodes.Select(n => new RouteInstance(n.Node, n.Address.IpText, p.Port))]))],
            IsComing: nodes.Count == 0 && _locations.IsComing(app.Name, OldestAge));
        var text = (routes.IsComing ? "coming " : "") + string.Join('|', routes.Ports.SelectMany(p => p.Instances.Select(i => $"{i.Node},{i.Address},{i.Port}").Append(string.Join(',', p.Domains))));
        if (_subscribed.TryGetValue(key, out var before) && before == text && text.Length > 0) return;
        _subscribed[key] = text;
        _routes.Update(routes);
    }

    // The gateway's own domains are nobody's.
    private IEnumerable<(int Port, IReadOnlyList<string> Domains)> PortsOf(RegisteredApp app) =>
        CustomDomain.PortsOf(app).Select(p => (p.Port, (IReadOnlyList<string>)(p.Host.Length > 0 && !_options.Domains.Contains(p.Host) ? [p.Host] : [])));
}
