using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Volumes;

namespace Flux.Orchestration.Tests.Volumes;

public sealed class VolumeStoreTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "flux-volumes-" + Guid.NewGuid().ToString("N"));
    private readonly VolumeStore store;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public VolumeStoreTests() => store = new VolumeStore(new OrchestrationOptions { AppsFolder = folder, LimitVolumes = false });

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Makes_the_mounts_of_the_reference_below_the_component_s_directory()
    {
        var app = App(new DesiredMount(0, MountKind.Directory, "appdata", "/data"), new DesiredMount(0, MountKind.File, "my.conf", "/etc/my.conf"));
        (await store.CreateAsync(app, Cancel)).Value.ShouldBe([new ComponentId("shop", "web")]);
        Directory.Exists(Path.Combine(folder, "fluxweb_shop", "appdata")).ShouldBeTrue();
        File.Exists(Path.Combine(folder, "fluxweb_shop", "my.conf")).ShouldBeTrue();
        var mounts = store.MountsOf(app, app.Components[0]);
        mounts.Select(mount => mount.Target).ShouldBe(["/data", "/etc/my.conf"]);
        mounts.ShouldAllBe(mount => mount.Type == "bind" && mount.Source!.StartsWith(folder, StringComparison.Ordinal));
        store.List().ShouldBe([new VolumeNote("shop", "web", 1 << 20, Limited: false)]);
    }

    [Fact]
    public async Task Making_again_keeps_what_is_there_and_says_that_nothing_is_new()
    {
        var app = App(new DesiredMount(0, MountKind.File, "my.conf", "/etc/my.conf"));
        await store.CreateAsync(app, Cancel);
        File.WriteAllText(Path.Combine(folder, "fluxweb_shop", "my.conf"), "kept");
        (await store.CreateAsync(app, Cancel)).Value.ShouldBeEmpty();
        File.ReadAllText(Path.Combine(folder, "fluxweb_shop", "my.conf")).ShouldBe("kept");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a\\b")]
    public async Task Refuses_names_that_lead_out_of_the_volume_and_leaves_nothing(string name)
    {
        (await store.CreateAsync(App(new DesiredMount(0, MountKind.Directory, name, "/data")), Cancel)).Ok.ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Removing_takes_a_volume_whole_but_never_follows_a_link()
    {
        var outside = Directory.CreateTempSubdirectory("flux-outside-");
        File.WriteAllText(Path.Combine(outside.FullName, "precious"), "");
        await store.CreateAsync(App(new DesiredMount(0, MountKind.Directory, "appdata", "/data")), Cancel);
        Directory.CreateSymbolicLink(Path.Combine(folder, "fluxweb_shop", "appdata", "link"), outside.FullName);
        (await store.RemoveAppAsync("shop", Cancel)).Ok.ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        File.Exists(Path.Combine(outside.FullName, "precious")).ShouldBeTrue();
        outside.Delete(recursive: true);
    }

    [Fact]
    public async Task Measures_files_and_not_what_links_point_to()
    {
        await store.CreateAsync(App(new DesiredMount(0, MountKind.Directory, "appdata", "/data")), Cancel);
        File.WriteAllBytes(Path.Combine(folder, "fluxweb_shop", "appdata", "file"), new byte[1000]);
        File.CreateSymbolicLink(Path.Combine(folder, "fluxweb_shop", "appdata", "link"), "/proc/kcore");
        store.Measure(new ComponentId("shop", "web")).ShouldBe(1000);
    }

    [Fact]
    public async Task A_full_disk_is_told_as_such_and_leaves_nothing()
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=64k,nr_inodes=3", "tmpfs", folder), "no right to mount a small file system");
        try
        {
            (await store.CreateAsync(App(new DesiredMount(0, MountKind.Directory, "appdata", "/data")), Cancel)).Fault!.Kind.ShouldBe(EngineFaultKind.DiskFull);
            Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        }
        finally
        {
            await RunAsync("umount", folder);
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }

    private static DesiredInstance App(params DesiredMount[] mounts) => new()
    {
        App = "shop",
        MessageHash = "",
        Components =
        [
            new DesiredComponent
            {
                Name = "web",
                Image = "image:1",
                Mounts = mounts,
                Limits = new ResourceLimits { NanoCpus = 1, MemoryBytes = 1, VolumeBytes = 1 << 20 },
            },
        ],
    };
}
