using Flux.Devnet.Sweeping;

namespace Flux.Devnet.Tests.Sweeping;

public sealed class MountTableTests
{
    [Fact]
    public void Finds_mounts_below_the_folder_deepest_first()
    {
        string[] mounts =
        [
            "/dev/sda1 / ext4 rw 0 0",
            "/dev/loop0 /home/a/.flux-local/v1 ext4 rw 0 0",
            "/dev/loop1 /home/a/.flux-local/v1/deep\\040er ext4 rw 0 0",
            "/dev/loop2 /home/a/.flux-localother ext4 rw 0 0",
        ];

        MountTable.Below("/home/a/.flux-local", mounts).ShouldBe(["/home/a/.flux-local/v1/deep er", "/home/a/.flux-local/v1"]);
    }
}
