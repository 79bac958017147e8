using Flux.Orchestration.Docker;
using Flux.Orchestration.Instances;
using Flux.Orchestration.Tools;
using Flux.Orchestration.Volumes;

namespace Flux.Orchestration.Tests.Volumes;

/// <summary>Volumes that are file systems of their own; needs root and loop devices.</summary>
public sealed class ImageBackingTests : IAsyncLifetime
{
    private static readonly DesiredInstance App = new()
    {
        App = "shop",
        MessageHash = "",
        Components =
        [
            new DesiredComponent
            {
                Name = "web",
                Image = "image:1",
                Mounts = [new DesiredMount(0, MountKind.Directory, DesiredMount.Primary, "/data")],
                Limits = new ResourceLimits { NanoCpus = 1, MemoryBytes = 1, VolumeBytes = 16 << 20 },
            },
        ],
    };

    private readonly string folder = Path.Combine(Path.GetTempPath(), "flux images " + Guid.NewGuid().ToString("N"));
    private readonly VolumeStore store;

    public ImageBackingTests() => store = NewStore();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(store.PathOf(new ComponentId("shop", "web")), "appdata");

    public async ValueTask InitializeAsync()
    {
        var obstacle = await store.WhyUnlimitedAsync();
        Assert.SkipWhen(obstacle is not null, "no volume images here: " + obstacle);
    }

    public async ValueTask DisposeAsync()
    {
        await store.RemoveAppAsync("shop", CancellationToken.None);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_volume_that_is_full_harms_nobody_else()
    {
        (await store.CreateAsync(App, Cancel)).Ok.ShouldBeTrue();
        Should.Throw<IOException>(() => File.WriteAllBytes(Path.Combine(Data, "large"), new byte[32 << 20]));
        File.WriteAllBytes(Path.Combine(folder, "neighbour"), new byte[1 << 20]);
        store.List().Single().Limited.ShouldBeTrue();
    }

    [Fact]
    public async Task A_volume_keeps_its_data_when_it_was_unmounted_as_by_a_reboot()
    {
        await store.CreateAsync(App, Cancel);
        File.WriteAllText(Path.Combine(Data, "kept"), "precious");
        (await SystemTool.RunAsync("umount", [store.PathOf(new ComponentId("shop", "web"))], Cancel)).ShouldBeNull();
        File.Exists(Path.Combine(Data, "kept")).ShouldBeFalse();
        (await NewStore().CreateAsync(App, Cancel)).Value.ShouldBeEmpty();
        File.ReadAllText(Path.Combine(Data, "kept")).ShouldBe("precious");
    }

    [Fact]
    public async Task Removing_a_volume_leaves_no_mount_and_no_image()
    {
        await store.CreateAsync(App, Cancel);
        (await store.RemoveAppAsync("shop", Cancel)).Ok.ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        File.ReadAllText("/proc/self/mounts").ShouldNotContain(Path.GetFileName(folder).Replace(" ", "\\040", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_volume_in_use_is_removed_all_the_same()
    {
        await store.CreateAsync(App, Cancel);
        await using (File.Create(Path.Combine(Data, "open"))) (await store.RemoveAppAsync("shop", Cancel)).Ok.ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_mounted_twice_is_removed_all_the_same()
    {
        await store.CreateAsync(App, Cancel);
        var volume = store.PathOf(new ComponentId("shop", "web"));
        (await SystemTool.RunAsync("mount", ["--bind", volume, volume], Cancel)).ShouldBeNull();
        (await store.RemoveAppAsync("shop", Cancel)).Fault.ShouldBeNull();
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        (await File.ReadAllTextAsync("/proc/self/mounts", Cancel)).ShouldNotContain(Path.GetFileName(folder).Replace(" ", "\\040", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_volume_whose_making_was_begun_is_made_although_its_caller_leaves()
    {
        using var leaving = new CancellationTokenSource();
        var making = store.CreateAsync(App, leaving.Token);
        await leaving.CancelAsync();
        (await making).Fault.ShouldBeNull();
        Directory.Exists(Data).ShouldBeTrue();
    }

    [Fact]
    public async Task An_image_that_was_not_finished_is_made_again()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(store.PathOf(new ComponentId("shop", "web")) + "FLUXFSVOL.part", "half");
        (await store.CreateAsync(App, Cancel)).Fault.ShouldBeNull();
        Directory.Exists(Data).ShouldBeTrue();
    }

    private VolumeStore NewStore() => new(new OrchestrationOptions { AppsFolder = folder });
}
