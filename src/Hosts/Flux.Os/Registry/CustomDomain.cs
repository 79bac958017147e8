using Flux.Apps.Registry;

namespace Flux.Os.Registry;

/// <summary>The domains that an app brings along (FluxOS reference §10.1).</summary>
internal static class CustomDomain
{
    /// <summary>Host name of a domain as specifications have it, in lower case: without scheme and final slash.</summary>
    public static string HostOf(string domain)
    {
        var scheme = domain.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? domain : domain[(scheme + 3)..]).TrimEnd('/').ToLowerInvariant();
    }

    /// <summary>Every published port of an app with its own domain's host name, which is empty where it has none.</summary>
    public static IEnumerable<(int Port, string Host)> PortsOf(RegisteredApp app) =>
        app.Spec.Components.SelectMany(component => component.Ports.Select((port, i) => (port, i < component.Domains.Length ? HostOf(component.Domains[i]) : "")));
}
