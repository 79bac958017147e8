using Flux.Ingress.Routes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Flux.Ingress;

/// <summary>What a host calls to become a gateway.</summary>
public static class GatewaySetup
{
    /// <summary>Registers <see cref="GatewayRoutes"/>, probing and forwarding. The host also registers an <see cref="IAppSubscriber"/>.</summary>
    public static IServiceCollection AddFluxGateway(this IServiceCollection services, GatewayOptions options) => throw new NotImplementedException();

    /// <summary>Serves the gateway on requests that arrive on <paramref name="localPort"/>; every other request passes on.</summary>
    public static IApplicationBuilder UseFluxGateway(this IApplicationBuilder app, int localPort) => throw new NotImplementedException();
}
