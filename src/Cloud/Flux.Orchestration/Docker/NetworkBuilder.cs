using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>Builds an app network (reference §7.1).</summary>
internal static class NetworkBuilder
{
    public static NetworksCreateParameters Build(OrchestrationOptions options, string engineName, string app, int octet) => new()
    {
        Name = engineName,
        Driver = "bridge",
        Labels = EngineLabels.OfNetwork(options, app),
        IPAM = new IPAM
        {
            Driver = "default",
            Config = [new IPAMConfig { Subnet = $"{options.SubnetPrefix}.{octet}.0/24", Gateway = $"{options.SubnetPrefix}.{octet}.1" }],
        },
    };
}
