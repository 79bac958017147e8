using Flux.Ingress.Forwarding;
using Flux.Ingress.Health;
using Flux.Ingress.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Flux.Ingress;

/// <summary>What a host calls to become a gateway.</summary>
public static class GatewaySetup
{
    /// <summary>Registers <see cref="GatewayRoutes"/>, probing and forwarding. The host also registers an <see cref="IAppSubscriber"/>.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message names it.</exception>
    public static IServiceCollection AddFluxGateway(this IServiceCollection services, GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problems() is { Count: > 0 } problems) throw new ArgumentException(string.Join("; ", problems), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpForwarder();

        // It warns, with a stack, of every failed attempt; attempts that fail are our daily work and told by HealthChanged.
        services.Configure<LoggerFilterOptions>(filters => filters.AddFilter("Yarp.ReverseProxy.Forwarder", LogLevel.None));
        services.AddSingleton(options);
        services.AddSingleton<GatewayRoutes>();
        services.AddSingleton<InstanceClient>();
        services.AddSingleton<AppFinder>();
        services.AddSingleton<GatewayEndpoint>();
        services.AddHostedService<InstanceProber>();
        return services;
    }

    /// <summary>Serves the gateway on requests that arrive on <paramref name="localPort"/>; every other request passes on.</summary>
    public static IApplicationBuilder UseFluxGateway(this IApplicationBuilder app, int localPort)
    {
        ArgumentNullException.ThrowIfNull(app);
        var endpoint = app.ApplicationServices.GetRequiredService<GatewayEndpoint>();
        return app.MapWhen(context => context.Connection.LocalPort == localPort, branch => branch.Run(endpoint.InvokeAsync));
    }
}
