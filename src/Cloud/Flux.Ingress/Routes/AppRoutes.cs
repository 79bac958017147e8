namespace Flux.Ingress.Routes;

/// <summary>All routes of one app, as the host last knew them.</summary>
/// <param name="App">App name.</param>
/// <param name="Ports">One row a published port; the first also owns <c>app.app.&lt;domain&gt;</c>.</param>
/// <param name="IsComing">No instance serves, but one is being started or changed: requests may wait longer.</param>
public sealed record AppRoutes(string App, IReadOnlyList<PortRoute> Ports, bool IsComing = false);
