namespace Flux.Ingress.Routes;

/// <summary>All routes of one app, as the host last knew them.</summary>
/// <param name="App">App name.</param>
/// <param name="Ports">One row a published port; the first also owns <c>app.app.&lt;domain&gt;</c>.</param>
public sealed record AppRoutes(string App, IReadOnlyList<PortRoute> Ports);
