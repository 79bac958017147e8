using Docker.DotNet.Models;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Tests.Docker;

/// <summary>What the engine was really told, read back from it.</summary>
public sealed class ContainerStanceTests(EngineFixture fixture) : EngineTest(fixture)
{
    private static readonly string[] Seven = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID"];

    [Fact]
    public async Task Gives_seven_capabilities_back_to_root_and_nothing_else()
    {
        var inspected = await InstallAndInspectAsync(Web("web"));
        Capabilities(inspected.HostConfig.CapAdd).ShouldBe(Seven);
        inspected.HostConfig.CapDrop.ShouldBe(["ALL"]);

        // CAP_CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, KILL 5, SETGID 6, SETUID 7, NET_BIND_SERVICE 10.
        (await RunAsync(inspected.ID, "grep", "CapEff", "/proc/self/status")).ShouldEndWith(((1 << 0) | (1 << 1) | (1 << 3) | (1 << 5) | (1 << 6) | (1 << 7) | (1 << 10)).ToString("x16", null));
    }

    [Fact]
    public async Task Gives_none_when_the_image_does_not_run_as_root()
    {
        var inspected = await InstallAndInspectAsync(Web("web") with { Image = TestImage.WebAsNobody });
        (inspected.HostConfig.CapAdd ?? []).ShouldBeEmpty();
        (await RunAsync(inspected.ID, "grep", "CapBnd", "/proc/self/status")).ShouldEndWith(new string('0', 16));
    }

    [Fact]
    public async Task Gives_none_when_the_specification_asks_for_restricted()
    {
        var inspected = await InstallAndInspectAsync(Web("web") with { Restricted = true });
        (inspected.HostConfig.CapAdd ?? []).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sets_no_new_privileges_and_leaves_seccomp_on()
    {
        var inspected = await InstallAndInspectAsync(Web("web"));
        inspected.HostConfig.SecurityOpt.ShouldBe(["no-new-privileges:true"]);
        (await RunAsync(inspected.ID, "grep", "NoNewPrivs", "/proc/self/status")).ShouldEndWith("1");
        (await RunAsync(inspected.ID, "grep", "Seccomp:", "/proc/self/status")).ShouldEndWith("2");
    }

    [Fact]
    public async Task Is_never_privileged_and_gets_no_device_and_no_host_namespace()
    {
        var host = (await InstallAndInspectAsync(Web("web"))).HostConfig;
        host.Privileged.ShouldBeFalse();
        (host.Devices ?? []).ShouldBeEmpty();
        host.PidMode.ShouldBe("");
        host.UTSMode.ShouldBe("");
        host.IpcMode.ShouldBe("private");
        host.NetworkMode.ShouldStartWith("fluxDockerNetwork_");
        host.RestartPolicy.Name.ShouldBe(RestartPolicyKind.No);
    }

    [Fact]
    public async Task Sets_the_limits_that_were_paid_for()
    {
        var limits = new ResourceLimits { NanoCpus = 250_000_000, MemoryBytes = 64L << 20, VolumeBytes = 1 << 20, Pids = 77 };
        var inspected = await InstallAndInspectAsync(Web("web") with { Limits = limits });
        inspected.HostConfig.NanoCPUs.ShouldBe(250_000_000);
        inspected.HostConfig.Memory.ShouldBe(64L << 20);
        inspected.HostConfig.MemorySwap.ShouldBe((64L << 20) + (2000L << 20));
        inspected.HostConfig.PidsLimit.ShouldBe(77);
        inspected.HostConfig.Ulimits.Single().Name.ShouldBe("nofile");
        inspected.HostConfig.LogConfig.Config["max-size"].ShouldBe("20m");
    }

    [Fact]
    public async Task Clamps_limits_above_the_machine_s_own()
    {
        var limits = new ResourceLimits { NanoCpus = 1_000_000_000_000, MemoryBytes = 1L << 50, VolumeBytes = 1 << 20 };
        var info = await Raw.System.GetSystemInfoAsync(Cancel);
        var inspected = await InstallAndInspectAsync(Web("web") with { Limits = limits });
        inspected.HostConfig.NanoCPUs.ShouldBe(info.NCPU * 1_000_000_000);
        inspected.HostConfig.Memory.ShouldBe(info.MemTotal);
    }

    [Fact]
    public async Task Bears_the_names_and_labels_by_which_it_is_found_again()
    {
        var inspected = await InstallAndInspectAsync(Web("web"));
        inspected.Name.ShouldBe($"/fluxweb_stance.{Options.Namespace}");
        inspected.Config.Hostname.ShouldBe("web");
        inspected.Config.Labels["flux.namespace"].ShouldBe(Options.Namespace);
        inspected.Config.Labels["flux.app"].ShouldBe("stance");
        inspected.Config.Labels["flux.component"].ShouldBe("web");
        inspected.Config.Env.TakeLast(3).ShouldContain("FLUX_APP_NAME=stance");
        inspected.HostConfig.ExtraHosts.ShouldBe(["fluxnode.service:169.254.43.43"]);
    }

    [Fact]
    public async Task Injected_variables_win_over_the_specification_s()
    {
        var inspected = await InstallAndInspectAsync(Web("web") with { Environment = ["FLUX_APP_NAME=other", "A=b"] });
        inspected.Config.Env.Last(entry => entry.StartsWith("FLUX_APP_NAME=", StringComparison.Ordinal)).ShouldBe("FLUX_APP_NAME=stance");
        inspected.Config.Env.ShouldContain("A=b");
    }

    private static IEnumerable<string> Capabilities(IList<string> given) =>
        given.Select(name => name.StartsWith("CAP_", StringComparison.Ordinal) ? name[4..] : name).Order(StringComparer.Ordinal);

    private sealed record Inspected(string ID, string Name, HostConfig HostConfig, ContainerConfig Config);

    private async Task<Inspected> InstallAndInspectAsync(DesiredComponent component)
    {
        var keeper = await StartedKeeperAsync();
        var outcome = await keeper.InstallAsync(App("stance", component), null, Cancel);
        outcome.Failure.ShouldBeNull();
        var found = await Raw.Containers.InspectContainerAsync(outcome.Status!.Components[0].ContainerId!, Cancel);
        return new Inspected(found.ID, found.Name, found.HostConfig!, found.Config!);
    }

    private async Task<string> RunAsync(string containerId, params string[] command)
    {
        var exec = await Raw.Exec.CreateContainerExecAsync(containerId, new ContainerExecCreateParameters { Cmd = command, AttachStdout = true }, Cancel);
        using var stream = await Raw.Exec.StartContainerExecAsync(exec.ID, new ContainerExecStartParameters(), Cancel);
        return (await stream.ReadOutputToEndAsync(Cancel)).Item1.Trim();
    }
}
