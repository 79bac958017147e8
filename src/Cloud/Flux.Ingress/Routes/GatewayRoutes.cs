namespace Flux.Ingress.Routes;

/// <summary>The live route table. Writers swap whole apps; readers see one consistent table.</summary>
public sealed class GatewayRoutes
{
    /// <summary>Adds or replaces an app's routes; takes effect for the next request.</summary>
    public void Update(AppRoutes routes) => throw new NotImplementedException();

    /// <summary>Forgets an app.</summary>
    public void Remove(string app) => throw new NotImplementedException();

    /// <summary>Names of the apps that have routes.</summary>
    public IReadOnlyCollection<string> Apps => throw new NotImplementedException();
}
