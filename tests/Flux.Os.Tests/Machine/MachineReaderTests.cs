using Flux.Os.Machine;

namespace Flux.Os.Tests.Machine;

/// <summary>What is read from the system's own texts; samples are as Linux writes them.</summary>
public sealed class MachineReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flux-machine-").FullName;

    [Fact]
    public void Threads_of_one_core_are_one_core()
    {
        string[] text = ["processor\t: 0", "physical id\t: 0", "core id\t\t: 0", "processor\t: 1", "physical id\t: 0", "core id\t\t: 0", "processor\t: 2", "physical id\t: 1", "core id\t\t: 0"];

        MachineReader.CountCores(text).ShouldBe(2);
        MachineReader.CountCores(["processor\t: 0", "BogoMIPS\t: 50.00"]).ShouldBe(0);
    }

    [Theory]
    [InlineData("/srv/apps/x", "/dev/sdb1")]
    [InlineData("/srv/appsx", "/dev/sda1")]
    [InlineData("/", "/dev/sda1")]
    public void A_path_lies_on_the_nearest_mount_above_it(string path, string device)
    {
        string[] text =
        [
            "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
            "30 22 8:17 / /srv/apps rw,relatime shared:2 master:3 - xfs /dev/sdb1 rw",
            "31 22 0:5 / /proc rw - proc proc rw",
            "nonsense",
        ];

        MachineReader.MountOf(text, path)!.Value.Source.ShouldBe(device);
    }

    [Theory]
    [InlineData("0", nameof(DiskKind.Solid))]
    [InlineData("1", nameof(DiskKind.Turning))]
    [InlineData(null, nameof(DiskKind.Unknown))]
    public void The_kind_of_disk_is_what_the_kernel_says_of_the_whole_disk(string? flag, string kind)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "self"));
        File.WriteAllText(Path.Combine(_folder, "self", "mountinfo"), "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
        var disk = Path.Combine(_folder, "dev", "block");
        Directory.CreateDirectory(Path.Combine(disk, "8:1"));
        // The partition's folder lies inside the disk's.
        Directory.CreateDirectory(Path.Combine(disk, "queue"));
        if (flag is not null) File.WriteAllText(Path.Combine(disk, "queue", "rotational"), flag + "\n");

        var facts = new MachineReader(_folder, _folder).Read("/no/such/folder");

        (facts.Disk.Name, facts.Disk.Kind.ToString()).ShouldBe(("/dev/sda1", kind));
        facts.Disk.TotalBytes.ShouldBeGreaterThan(0);
        facts.Cores.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
