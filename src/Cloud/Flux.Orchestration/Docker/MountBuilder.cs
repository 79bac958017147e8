using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>Builds one mount: a bind of a path inside the app's own volume, without propagation (reference §7.2).</summary>
internal static class MountBuilder
{
    public static Mount Build(string hostPath, string target) => new()
    {
        Type = "bind",
        Source = hostPath,
        Target = target,
        BindOptions = new BindOptions { Propagation = "rprivate" },
    };
}
