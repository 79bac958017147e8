using System.Collections.Frozen;

namespace Flux.Daemon.Rpc;

/// <summary>Names from the time when FluxNodes were called ZelNodes, and two that always were doubled. The only place that knows them.</summary>
internal static class RpcAliases
{
    /// <summary>Old name → method.</summary>
    public static FrozenDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["createzelnodekey"] = "createfluxnodekey",
        ["getzelnodeoutputs"] = "getfluxnodeoutputs",
        ["startzelnode"] = "startfluxnode",
        ["startdeterministiczelnode"] = "startdeterministicfluxnode",
        ["listzelnodes"] = "listfluxnodes",
        ["viewdeterministiczelnodelist"] = "viewdeterministicfluxnodelist",
        ["getzelnodecount"] = "getfluxnodecount",
        ["zelnodecurrentwinner"] = "fluxnodecurrentwinner",
        ["getzelnodestatus"] = "getfluxnodestatus",
        ["listzelnodeconf"] = "listfluxnodeconf",
        ["startzelbenchd"] = "startfluxbenchd",
        ["stopzelbenchd"] = "stopfluxbenchd",
        ["rebuildzelnodedb"] = "rebuildfluxnodedb",
        ["getnetworkhashps"] = "getnetworksolps",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Other names of a method.</summary>
    public static IEnumerable<string> Of(string method) => All.Where(pair => pair.Value == method).Select(pair => pair.Key).Order(StringComparer.Ordinal);
}
