using System.Runtime.InteropServices;
using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;

namespace Flux.Os.Api;

/// <summary>Whether an image is there and made for this machine, without downloading it.</summary>
internal static class ImageCheck
{
    private static readonly string Wanted = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux/arm64" : "linux/amd64";

    /// <summary>Where it was found, in words; or the fault. Its registry is asked anonymously where no credentials are given.</summary>
    public static async Task<(string Found, EngineFault? Fault)> FindAsync(Engine engine, string image, RegistryCredentials? credentials, CancellationToken cancel)
    {
        var local = await engine.Images.FindAsync(image, cancel).ConfigureAwait(false);
        if (local.Ok) return ($"{image} exists: it is on this node", null);
        var found = await engine.Images.FindAtRegistryAsync(image, credentials, cancel).ConfigureAwait(false);
        if (!found.Ok) return ("", found.Fault);
        return found.Value.Count == 0 || found.Value.Contains(Wanted)
            ? ($"{image} exists", null)
            : ("", new EngineFault(EngineFaultKind.WrongArchitecture, $"{image} is for {string.Join(", ", found.Value)}, this node is {Wanted}"));
    }
}
