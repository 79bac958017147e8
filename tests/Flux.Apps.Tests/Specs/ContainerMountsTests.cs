using Flux.Apps.Specs;

namespace Flux.Apps.Tests.Specs;

public sealed class ContainerMountsTests
{
    [Fact]
    public void Reads_every_kind_of_mount()
    {
        ContainerMounts.TryParse("g:/data|m:logs:/var/log|f:app.conf:/etc/app.conf|0:/peer|c:1:sub:/peer/sub|cf:0:one.txt:/one", 2, out var mounts, out var problem)
            .ShouldBeTrue(problem);
        mounts.Replication.ShouldBe(Replication.Elected);
        mounts.Mounts.ShouldBe(
        [
            new(MountSource.Primary, 2, "", "/data"),
            new(MountSource.Folder, 2, "logs", "/var/log"),
            new(MountSource.SingleFile, 2, "app.conf", "/etc/app.conf"),
            new(MountSource.OtherPrimary, 0, "", "/peer"),
            new(MountSource.Folder, 1, "sub", "/peer/sub"),
            new(MountSource.SingleFile, 0, "one.txt", "/one"),
        ]);
    }

    [Theory]
    [InlineData("/data", Replication.None)]
    [InlineData("s:/data", Replication.Shared)]
    [InlineData("r:/data", Replication.Replicated)]
    [InlineData("sr:/data", Replication.Replicated)]
    [InlineData("rsg:/data", Replication.Elected)]
    public void The_strongest_flag_counts(string text, Replication replication)
    {
        ContainerMounts.TryParse(text, 0, out var mounts, out _).ShouldBeTrue();
        mounts.Replication.ShouldBe(replication);
    }

    [Theory]
    [InlineData("data", "\"data\" is not an absolute path without \"..\"")]
    [InlineData("/a/../b", "\"/a/../b\" is not an absolute path without \"..\"")]
    [InlineData("/a\0", "\"/a\0\" is not an absolute path without \"..\"")]
    [InlineData("/a|m:x:/a", "\"/a\" is mounted twice")]
    [InlineData("x:/a", "\"x:/a\": the first mount is /path or flags r, g, s followed by :/path")]
    [InlineData(":/a", "\":/a\": the first mount is /path or flags r, g, s followed by :/path")]
    [InlineData("/a|", "\"\" is not a mount (m:dir:/path, f:file:/path, N:/path, c:N:dir:/path, cf:N:file:/path)")]
    [InlineData("/a|-1:/b", "\"-1:/b\" is not a mount (m:dir:/path, f:file:/path, N:/path, c:N:dir:/path, cf:N:file:/path)")]
    [InlineData("/a|1:/b", "\"1:/b\" must refer to a component before this one")]
    [InlineData("/a|c:1:x:/b", "\"c:1:x:/b\" must refer to a component before this one")]
    [InlineData("/a|m::/b", "a mounted name has 0 characters; 1–255 are allowed")]
    [InlineData("/a|m:a/b:/b", "\"a/b\" is not allowed as a mounted name")]
    [InlineData("/a|m:..:/b", "\"..\" is not allowed as a mounted name")]
    [InlineData("/a|f:a*:/b", "\"a*\" is not allowed as a mounted name")]
    [InlineData("/a|m:appdata:/b", "\"appdata\" is reserved")]
    [InlineData("/a|m:backup:/b", "\"backup\" is reserved")]
    [InlineData("/a|m:.:/b", "\".\" is reserved")]
    public void Refuses(string text, string expected)
    {
        ContainerMounts.TryParse(text, 1, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(expected);
    }

    [Fact]
    public void Refuses_more_than_200_characters() => ContainerMounts.TryParse("/" + new string('a', 200), 0, out _, out _).ShouldBeFalse();
}
