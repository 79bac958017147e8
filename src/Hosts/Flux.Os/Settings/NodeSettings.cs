using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Flux.Apps.Specs;

namespace Flux.Os.Settings;

/// <summary>What the operator changes through the API while the node runs (FluxOS reference §11.3, node administration). Kept in <c>settings.json</c>.</summary>
public sealed record NodeSettings
{
    /// <summary>Most ports that may be blocked (reference §9.4).</summary>
    public const int MostPorts = 100;

    /// <summary>Most repositories that may be blocked (reference §9.4).</summary>
    public const int MostRepositories = 10;

    private const int LongestRepository = 200;

    /// <summary>Ports of this node's machine that no app gets.</summary>
    public IReadOnlyList<int> BlockedPorts { get; init; } = [];

    /// <summary>Images, or their beginnings up to a slash or a tag, that this node does not run.</summary>
    public IReadOnlyList<string> BlockedRepositories { get; init; } = [];

    /// <summary>Address of the router in the operator's network; only remembered, because fluxos opens no ports there.</summary>
    public string RouterIp { get; init; } = "";

    /// <summary>What is out of range, with its value; empty when all is fine.</summary>
    public string Problem()
    {
        if (BlockedPorts.Count > MostPorts) return $"{BlockedPorts.Count} ports; at most {MostPorts} may be blocked";
        if (BlockedPorts.FirstOrDefault(port => port is < 1 or > 65535, 1) is var wrong && wrong is < 1 or > 65535) return string.Create(CultureInfo.InvariantCulture, $"{wrong} is no port");
        if (BlockedRepositories.Count > MostRepositories) return $"{BlockedRepositories.Count} repositories; at most {MostRepositories} may be blocked";
        if (BlockedRepositories.FirstOrDefault(name => name.Length is 0 or > LongestRepository || name.Any(char.IsWhiteSpace)) is { } odd) return $"'{odd}' is no repository";
        return RouterIp.Length == 0 || (IPAddress.TryParse(RouterIp, out var router) && router.AddressFamily == AddressFamily.InterNetwork) ? "" : $"'{RouterIp}' is no IPv4 address";
    }

    /// <summary>Why this node does not run an app, or null.</summary>
    public string? WhyNot(AppSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        foreach (var component in spec.Components)
        {
            if (component.Ports.FirstOrDefault(port => BlockedPorts.Contains(port)) is var taken and not 0) return string.Create(CultureInfo.InvariantCulture, $"the operator blocks port {taken}");
            if (BlockedRepositories.FirstOrDefault(blocked => Covers(blocked, component.RepoTag)) is { } repository) return $"the operator blocks images of {repository}";
        }
        return null;
    }

    // "org" covers org/image:tag, "org/image" covers its tags, and nothing covers a longer name that only begins alike.
    private static bool Covers(string blocked, string image) =>
        image.StartsWith(blocked, StringComparison.OrdinalIgnoreCase) && (image.Length == blocked.Length || blocked[^1] == '/' || image[blocked.Length] is '/' or ':' or '@');
}
