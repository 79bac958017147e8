using System.Net;
using Flux.Orchestration;
using Flux.Os.Options;
using Flux.Os.Settings;
using Flux.Os.Storage;
using Flux.Os.Tests.Support;

namespace Flux.Os.Tests.Settings;

/// <summary>What an operator blocks counts at once, survives a restart and has bounds.</summary>
public sealed class NodeSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-os-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("nginx:latest", true)]
    [InlineData("nginx", true)]
    [InlineData("NGINX", true)]
    [InlineData("ngin", false)]
    [InlineData("nginx:late", false)]
    [InlineData("other/nginx", false)]
    public void A_blocked_repository_covers_its_images_and_no_longer_name(string blocked, bool isRefused) =>
        (new NodeSettings { BlockedRepositories = [blocked] }.WhyNot(new Owner(3).Spec("demo")) is not null).ShouldBe(isRefused);

    [Theory]
    [InlineData(31111, true)]
    [InlineData(31112, false)]
    public void A_blocked_port_keeps_away_apps_that_publish_it(int port, bool isRefused) =>
        (new NodeSettings { BlockedPorts = [port] }.WhyNot(new Owner(3).Spec("demo")) is not null).ShouldBe(isRefused);

    [Fact]
    public void What_is_out_of_range_changes_nothing()
    {
        var store = Store();
        store.TryChange(old => old with { BlockedPorts = [0] }).ShouldContain("0 is no port");
        store.TryChange(old => old with { BlockedPorts = [.. Enumerable.Range(1, 101)] }).ShouldContain("at most 100");
        store.TryChange(old => old with { BlockedRepositories = [.. Enumerable.Range(1, 11).Select(i => $"r{i}")] }).ShouldContain("at most 10");
        store.TryChange(old => old with { BlockedRepositories = ["a b"] }).ShouldContain("'a b'");
        store.TryChange(old => old with { RouterIp = "fe80::1" }).ShouldContain("IPv4");
        store.Present.ShouldBe(new NodeSettings { BlockedPorts = store.Present.BlockedPorts, BlockedRepositories = store.Present.BlockedRepositories });
        store.Present.BlockedPorts.ShouldBeEmpty();
    }

    [Fact]
    public void A_change_is_told_and_is_there_after_a_restart()
    {
        var store = Store();
        var told = 0;
        store.Changed += () => told++;

        store.TryChange(old => old with { BlockedPorts = [80], BlockedRepositories = ["org/"], RouterIp = "192.168.1.1" }).ShouldBe("");

        told.ShouldBe(1);
        var again = Store().Present;
        (again.BlockedPorts[0], again.BlockedRepositories[0], again.RouterIp).ShouldBe((80, "org/", "192.168.1.1"));
    }

    [Fact]
    public void A_damaged_file_is_told_at_the_start()
    {
        File.WriteAllText(Path.Combine(_folder, "settings.json"), "{");

        Should.Throw<StorageException>(Store).Message.ShouldContain("settings.json");
    }

    private NodeSettingsStore Store() => new(new OsOptions
    {
        Name = "node1",
        Network = "local",
        DataFolder = _folder,
        Address = IPAddress.Loopback,
        ApiPort = 16127,
        Fluxd = new Uri("http://127.0.0.1:1"),
        Orchestration = new OrchestrationOptions { AppsFolder = _folder },
    });
}
