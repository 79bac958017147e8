using System.Globalization;
using System.Net;
using Docker.DotNet.Models;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>Builds a component's container (reference §7.2, architecture §7).</summary>
internal sealed class ContainerBuilder(OrchestrationOptions options, EngineNames names, EngineFacts engine, EngineCeilings ceilings)
{
    private static readonly string[] Protocols = ["tcp", "udp"];

    public CreateContainerParameters Build(DesiredInstance instance, int index, ImageFacts image, IReadOnlyList<Mount> mounts, string? name = null)
    {
        var component = instance.Components[index];
        var id = new ComponentId(instance.App, component.Name);
        var parameters = new CreateContainerParameters
        {
            Name = name ?? names.Container(id),
            Hostname = component.Name.Length > 0 ? component.Name : instance.App,
            Image = component.Image,
            Env = [.. component.Environment, .. Injected(instance.App)],
            Labels = EngineLabels.OfContainer(options, instance, component),
            ExposedPorts = PortKeys(component).Select(key => key.Key).Distinct().ToDictionary(key => key, _ => default(EmptyStruct)),
            HostConfig = BuildHost(instance.App, component, image, mounts),
            NetworkingConfig = new NetworkingConfig
            {
                EndpointsConfig = new Dictionary<string, EndpointSettings> { [names.Network(instance.App)] = Endpoint(id) },
            },
        };
        if (component.Command.Count > 0) parameters.Cmd = [.. component.Command];
        return parameters;
    }

    /// <summary>How a container sits on its app's network: found as <c>flux&lt;component&gt;_&lt;app&gt;</c>, whatever the namespace.</summary>
    public static EndpointSettings Endpoint(ComponentId id) => new() { Aliases = id.Component.Length > 0 ? [EngineNames.Alias(id), id.Component] : [EngineNames.Alias(id)] };

    private HostConfig BuildHost(string app, DesiredComponent component, ImageFacts image, IReadOnlyList<Mount> mounts)
    {
        var host = new HostConfig
        {
            NetworkMode = names.Network(app),
            PortBindings = PortKeys(component).GroupBy(key => key.Key).ToDictionary(group => group.Key, Bindings),
            Mounts = [.. mounts],
            RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
            LogConfig = new LogConfig { Type = "json-file", Config = new Dictionary<string, string> { ["max-size"] = "20m", ["max-file"] = "1" } },
            ExtraHosts = [$"fluxnode.service:{OrchestrationOptions.NodeServiceAddress}"],
        };
        LimitBuilder.Apply(host, component.Limits, options, engine, ceilings);
        ContainerStance.Apply(host, image, component.Restricted);
        return host;
    }

    private IEnumerable<string> Injected(string app)
    {
        yield return $"FLUX_NODE_HOST_IP={options.NodeAddress ?? options.PublishAddress}";
        yield return $"FLUX_NODE_NAME={options.NodeName}";
        yield return $"FLUX_APP_NAME={app}";
    }

    private static IEnumerable<(string Key, int HostPort)> PortKeys(DesiredComponent component) =>
        from port in component.Ports
        from protocol in Protocols
        select (string.Create(CultureInfo.InvariantCulture, $"{port.ContainerPort}/{protocol}"), port.HostPort);

    /// <summary>Several host ports may lead to one container port.</summary>
    private IList<PortBinding> Bindings(IEnumerable<(string Key, int HostPort)> ports) =>
    [
        .. ports.Select(port => new PortBinding
        {
            HostIP = options.PublishAddress.Equals(IPAddress.Any) ? "" : options.PublishAddress.ToString(),
            HostPort = port.HostPort.ToString(CultureInfo.InvariantCulture),
        }),
    ];
}
