using System.Collections.Immutable;
using Flux.Ingress.Health;

namespace Flux.Ingress.Routes;

/// <summary>The live route table. Writers swap whole apps; readers see one consistent table.</summary>
public sealed class GatewayRoutes
{
    private readonly Lock gate = new();
    private readonly GatewayOptions options;
    private readonly TimeProvider time;
    private readonly HostNames hosts;
    private volatile RouteTable table = RouteTable.Empty;

    /// <summary>An empty table.</summary>
    public GatewayRoutes(GatewayOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.time, hosts) = (options, time, new HostNames(options));
    }

    /// <summary>
    /// Adds or replaces an app's routes; takes effect for the next request. Instances that stay keep their health. A custom domain
    /// that another app already has stays with that app (first come, reference §10.1).
    /// </summary>
    public void Update(AppRoutes routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        lock (gate)
        {
            var key = routes.App.ToLowerInvariant();
            table.Apps.TryGetValue(key, out var known);
            var target = Build(key, routes, known);
            table = new RouteTable(table.Apps.SetItem(key, target), WithDomains(target, routes));
        }

        Updated?.Invoke();
    }

    /// <summary>Forgets an app.</summary>
    public void Remove(string app)
    {
        ArgumentNullException.ThrowIfNull(app);
        lock (gate)
        {
            var key = app.ToLowerInvariant();
            if (!table.Apps.TryGetValue(key, out var known)) return;
            table = new RouteTable(table.Apps.Remove(key), table.Domains.RemoveRange(known.Domains));
            foreach (var port in known.Ports) port.Replace([]);
        }
    }

    /// <summary>Names (lower case) of the apps that have routes.</summary>
    public IReadOnlyCollection<string> Apps => [.. table.Apps.Keys];

    /// <summary>Whether an app was asked for recently (<see cref="GatewayOptions.ActiveFor"/>); the host may end its subscription otherwise.</summary>
    public bool IsActive(string app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return table.Apps.TryGetValue(app.ToLowerInvariant(), out var target) && IsActive(target);
    }

    /// <summary>What the gateway believes about an app's instances, for <c>app why</c> and status pages: node, address, port, state.</summary>
    public IReadOnlyList<(RouteInstance Instance, string State)> Health(string app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return table.Apps.TryGetValue(app.ToLowerInvariant(), out var target)
            ? [.. target.Ports.SelectMany(port => port.Instances).Select(one => (one.Instance, one.Health.ToString()))]
            : [];
    }

    /// <summary>Raised after every update and when an app is asked for again after a pause, so that its instances are probed at once.</summary>
    internal event Action? Updated;

    /// <summary>The port a host name leads to, and the app's part of the name; marks the app as asked for.</summary>
    internal (PortTarget? Target, string? App) Find(string host)
    {
        var now = table;
        if (now.Domains.TryGetValue(host, out var custom)) return (Ask(custom.App, custom.Port), custom.App.App);
        if (hosts.TryReadApp(host) is not var (app, port)) return (null, null);
        return now.Apps.TryGetValue(app, out var target) ? (Ask(target, target.Find(port)), app) : (null, app);
    }

    /// <summary>Instances of apps asked for recently, each with the target it belongs to.</summary>
    internal IEnumerable<(PortTarget Target, InstanceState Instance)> Active() =>
        from app in table.Apps.Values
        where IsActive(app)
        from port in app.Ports
        from instance in port.Instances
        select (port, instance);

    private PortTarget? Ask(AppTarget app, PortTarget? port)
    {
        var woken = !IsActive(app);
        app.Asked(time.GetTimestamp());
        if (woken) Updated?.Invoke();
        return port;
    }

    private bool IsActive(AppTarget app) => app.LastAsked != 0 && time.GetElapsedTime(app.LastAsked) < options.ActiveFor;

    private AppTarget Build(string key, AppRoutes routes, AppTarget? known)
    {
        var ports = routes.Ports.Select(route => BuildPort(key, route, routes.IsComing, known)).ToList();
        foreach (var gone in known?.Ports.Except(ports) ?? []) gone.Replace([]);
        var domains = routes.Ports.SelectMany(port => port.Domains).Select(HostNames.Normalize).Where(domain => MayOwn(key, domain)).Distinct();
        var built = new AppTarget(key, ports, [.. domains]);
        built.Asked(known?.LastAsked ?? 0);
        return built;
    }

    private PortTarget BuildPort(string key, PortRoute route, bool isComing, AppTarget? known)
    {
        var target = known?.Ports.FirstOrDefault(one => one.Port == route.Port) ?? new PortTarget(key, route.Port, options.FailedProbesToEject);
        target.Replace(route.Instances, isComing);
        return target;
    }

    /// <summary>Names below an app domain cannot be claimed as custom ones, nor can another app's.</summary>
    private bool MayOwn(string key, string domain) =>
        domain.Length > 0 && hosts.TryReadApp(domain) is null && (!table.Domains.TryGetValue(domain, out var owner) || owner.App.App == key);

    private ImmutableDictionary<string, (AppTarget, PortTarget)> WithDomains(AppTarget target, AppRoutes routes)
    {
        var domains = table.Domains.RemoveRange(table.Apps.TryGetValue(target.App, out var known) ? known.Domains : []);
        foreach (var (route, port) in routes.Ports.Zip(target.Ports))
        {
            foreach (var domain in route.Domains.Select(HostNames.Normalize).Where(target.Domains.Contains)) domains = domains.SetItem(domain, (target, port));
        }

        return domains;
    }
}
