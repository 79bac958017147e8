using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Devnet.Machines;
using Flux.Devnet.State;

namespace Flux.Devnet.Programs;

/// <summary>Writes a machine's <c>fluxos.json</c>.</summary>
internal static class FluxosSettings
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    public static string FileFor(Machine machine) => Path.Combine(machine.Folder, "fluxos.json");

    public static void Write(Machine machine, HomeFolder home, NetworkRecord network, DevnetOptions options)
    {
        Directory.CreateDirectory(machine.OsFolder);
        var settings = new JsonObject
        {
            ["node"] = new JsonObject
            {
                ["name"] = machine.Name,
                ["network"] = network.HasRulesFile ? home.RulesFile : "local",
                ["dataFolder"] = machine.OsFolder,
                ["address"] = machine.Address.ToString(),
                ["apiPort"] = machine.ApiPort,
                ["key"] = network.FluxNodes.SingleOrDefault(node => node.Name == machine.Name)?.NodeKey ?? "",
            },
            ["fluxd"] = new JsonObject { ["address"] = machine.Rpc.ToString(), ["cookieFile"] = machine.CookieFile },
            ["orchestration"] = new JsonObject
            {
                ["namespace"] = machine.EngineNamespace,
                ["publishAddress"] = machine.Address.ToString(),
                ["subnetPrefix"] = options.SubnetPrefix,
                ["firstSubnet"] = machine.Subnets.First,
                ["lastSubnet"] = machine.Subnets.Last,
            },
            ["gateway"] = machine.IsGateway ? new JsonObject { ["listen"] = options.Gateway.ToString() } : null,
        };
        OwnerOnlyFile.WriteText(FileFor(machine), settings.ToJsonString(Format) + "\n");
    }
}
