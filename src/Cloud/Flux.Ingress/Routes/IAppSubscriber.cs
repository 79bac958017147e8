namespace Flux.Ingress.Routes;

/// <summary>Implemented by the host: learns the members of apps that the gateway is asked for.</summary>
public interface IAppSubscriber
{
    /// <summary>
    /// Called when a request names a host that has no route yet. The host finds the app (by its name or a custom domain), calls
    /// <see cref="GatewayRoutes.Update"/> and keeps it current from then on. Answers the app's name, or null when no app owns the host name.
    /// </summary>
    /// <param name="host">Lower-case host name without port.</param>
    /// <param name="app">The app name when the host is below <c>app.&lt;domain&gt;</c>, else null.</param>
    /// <param name="cancel">Ends with the request.</param>
    Task<string?> SubscribeAsync(string host, string? app, CancellationToken cancel);
}
