using Docker.DotNet.Models;

namespace Flux.Orchestration.Docker;

/// <summary>
/// The security stance of every container (architecture §7). Written in one place so that it can be read in one place: never
/// privileged, no devices, no host namespaces, no-new-privileges, the engine's default seccomp profile, and only these capabilities.
/// </summary>
internal static class ContainerStance
{
    private const string NoNewPrivileges = "no-new-privileges:true";

    private static readonly string[] GivenBackToRoot = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETUID", "SETGID", "KILL", "NET_BIND_SERVICE"];

    public static void Apply(HostConfig host, ImageFacts image, bool restricted)
    {
        host.Privileged = false;
        host.SecurityOpt = [NoNewPrivileges];
        host.CapDrop = ["ALL"];
        host.CapAdd = restricted || !image.RunsAsRoot ? [] : [.. GivenBackToRoot];
        host.Devices = [];
        host.IpcMode = "private";
        host.PidMode = "";
        host.UTSMode = "";
        host.PublishAllPorts = false;
    }
}
