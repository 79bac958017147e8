namespace Flux.Architecture.Tests;

/// <summary>
/// The map of docs/architecture.md §3, projects without code yet included: which ring each project stands in, and which projects and
/// packages it may reference. A project that is not here does not belong in src/.
/// </summary>
internal static class ArchitectureMap
{
    private static readonly string[] Kernel = ["Flux.Crypto", "Flux.Primitives", "Flux.Consensus", "Flux.Apps", "Flux.Governance"];
    private static readonly string[] Node = ["Flux.Chain", "Flux.P2P", "Flux.Mining", "Flux.Wallets"];
    private static readonly string[] Cloud = ["Flux.Orchestration", "Flux.Ingress"];
    private static readonly string[] Services = ["Flux.Explorer", "Flux.Bridge", "Flux.Devnet"];
    private static readonly string[] KernelAndContracts = [.. Kernel, "Flux.Contracts"];

    public static IReadOnlyDictionary<string, Place> Projects { get; } = new Dictionary<string, Place>
    {
        ["Flux.Crypto"] = new("Kernel", [], ["BouncyCastle.Cryptography"]),
        ["Flux.Primitives"] = new("Kernel", ["Flux.Crypto"], []),
        ["Flux.Consensus"] = new("Kernel", ["Flux.Crypto", "Flux.Primitives"], []),
        ["Flux.Apps"] = new("Kernel", ["Flux.Crypto", "Flux.Primitives"], []),
        ["Flux.Governance"] = new("Kernel", ["Flux.Crypto", "Flux.Primitives"], []),

        ["Flux.Contracts"] = new("Contracts", ["Flux.Primitives"], []),

        ["Flux.Chain"] = new("Node", KernelAndContracts, ["RocksDB", "Microsoft.Extensions.Logging.Abstractions"]),
        ["Flux.P2P"] = new("Node", KernelAndContracts, ["Microsoft.Extensions.Logging.Abstractions"]),
        ["Flux.Mining"] = new("Node", KernelAndContracts, ["Microsoft.Extensions.Logging.Abstractions"]),
        ["Flux.Wallets"] = new("Node", KernelAndContracts, ["BouncyCastle.Cryptography", "Konscious.Security.Cryptography.Argon2"]),

        ["Flux.Orchestration"] = new("Cloud", KernelAndContracts, ["Docker.DotNet.Enhanced", "Microsoft.Extensions.Logging.Abstractions"]),
        ["Flux.Ingress"] = new("Cloud", KernelAndContracts, ["Yarp.ReverseProxy", "Microsoft.AspNetCore.App"]),

        ["Flux.Explorer"] = new("Services", KernelAndContracts, ["Microsoft.AspNetCore.App"]),
        ["Flux.Bridge"] = new("Services", KernelAndContracts, ["BouncyCastle.Cryptography"]),
        ["Flux.Devnet"] = new("Services", [.. KernelAndContracts, "Flux.Wallets"], []),

        ["Flux.Daemon"] = new("Hosts", [.. KernelAndContracts, .. Node, "Flux.Explorer"], ["OpenTelemetry", "OpenTelemetry.Exporter.Prometheus.HttpListener", "Microsoft.AspNetCore.App", "NetMQ"]),
        ["Flux.Os"] = new("Hosts", [.. KernelAndContracts, .. Cloud],
            ["Microsoft.AspNetCore.App", "Microsoft.Data.Sqlite", "Microsoft.AspNetCore.OpenApi", "Scalar.AspNetCore"]),
        ["Flux.Bench"] = new("Hosts", KernelAndContracts, []),
        ["Flux.Cli"] = new("Hosts", [.. KernelAndContracts, .. Services, "Flux.Wallets", "Flux.Mining"], ["System.CommandLine", "Spectre.Console", "YamlDotNet", "QRCoder"]),
        ["Flux.Web"] = new("Hosts", [.. KernelAndContracts, "Flux.Wallets"], ["Microsoft.AspNetCore.Components.WebAssembly"]),
    };

    /// <summary>Where a project stands and what it may use. Packages include framework references; analyzers are free.</summary>
    internal sealed record Place(string Ring, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages);
}
