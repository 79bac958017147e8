using Flux.Ingress.Routes;

namespace Flux.Ingress.Tests;

/// <summary>Plays the host program: knows apps that the gateway has not been told of.</summary>
internal sealed class FakeSubscriber : IAppSubscriber
{
    public Dictionary<string, AppRoutes> ByHost { get; } = [];

    public GatewayRoutes? Routes { get; set; }

    public int Asked;

    public Task<string?> SubscribeAsync(string host, string? app, CancellationToken cancel)
    {
        Interlocked.Increment(ref Asked);
        if (!ByHost.TryGetValue(host, out var routes)) return Task.FromResult<string?>(null);
        Routes!.Update(routes);
        return Task.FromResult<string?>(routes.App);
    }
}
