using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using Flux.Orchestration.Volumes.Files;

namespace Flux.Orchestration.Tests.Volumes.Files;

/// <summary>Data goes into an archive and comes back as it was; an archive from elsewhere cannot write outside.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class VolumeArchiveTests : IDisposable
{
    private readonly string _base = Directory.CreateTempSubdirectory("flux-volume-archive-").FullName;
    private readonly VolumeFiles _files;
    private readonly VolumeArchive _archive;

    public VolumeArchiveTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "volumes are Linux's");
        Directory.CreateDirectory(Data());
        Directory.CreateDirectory(Path.Combine(_base, "volume", "backup", "local"));
        (_files, _archive) = (new VolumeFiles(Path.Combine(_base, "volume")), null!);
        _archive = new VolumeArchive(_files);
    }

    public void Dispose() => Directory.Delete(_base, recursive: true);

    [Fact]
    public async Task What_was_packed_comes_back_with_its_modes_and_links()
    {
        Directory.CreateDirectory(Data("empty"));
        Directory.CreateDirectory(Data("deep/er"));
        File.WriteAllText(Data("deep/er/file"), "content");
        File.SetUnixFileMode(Data("deep/er/file"), UnixFileMode.UserRead);
        File.CreateSymbolicLink(Data("link"), "deep/er/file");
        File.WriteAllText(Path.Combine(_base, "volume", "outside-of-data"), "stays out");

        (await _archive.PackAsync(Archive, CancellationToken.None)).ShouldBeGreaterThan(0);
        Directory.Delete(Data("deep"), recursive: true);
        File.WriteAllText(Data("later"), "goes");
        (await _archive.CheckAsync(Archive, 1_000, CancellationToken.None)).ShouldBe(7);
        await _archive.UnpackAsync(Archive, 1_000, CancellationToken.None);

        File.ReadAllText(Data("deep/er/file")).ShouldBe("content");
        File.GetUnixFileMode(Data("deep/er/file")).ShouldBe(UnixFileMode.UserRead);
        new FileInfo(Data("link")).LinkTarget.ShouldBe("deep/er/file");
        Directory.Exists(Data("empty")).ShouldBeTrue();
        File.Exists(Data("later")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_archive_is_one_that_tar_reads()
    {
        File.WriteAllText(Data("file"), "content");
        await _archive.PackAsync(Archive, CancellationToken.None);

        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("tar", ["-xzOf", Path.Combine(_base, "volume", Archive.ToString()), "file"]) { RedirectStandardOutput = true })!;

        (await process.StandardOutput.ReadToEndAsync()).ShouldBe("content");
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("/escaped")]
    [InlineData("a/../../escaped")]
    public async Task A_name_that_climbs_refuses_the_whole_archive(string name)
    {
        File.WriteAllText(Data("present"), "stays");
        await WriteAsync(("fine", TarEntryType.RegularFile, "x", ""), (name, TarEntryType.RegularFile, "x", ""));

        (await Should.ThrowAsync<IOException>(() => _archive.CheckAsync(Archive, 1_000, CancellationToken.None))).Message.ShouldContain("leads out");

        File.ReadAllText(Data("present")).ShouldBe("stays");
        Directory.GetFileSystemEntries(_base).ShouldBe([Path.Combine(_base, "volume")]);
    }

    [Fact]
    public async Task A_file_below_a_link_of_the_archive_does_not_follow_it()
    {
        await WriteAsync(("out", TarEntryType.SymbolicLink, "", _base), ("out/escaped", TarEntryType.RegularFile, "x", ""));
        await _archive.CheckAsync(Archive, 1_000, CancellationToken.None);

        await Should.ThrowAsync<IOException>(() => _archive.UnpackAsync(Archive, 1_000, CancellationToken.None));

        File.Exists(Path.Combine(_base, "escaped")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_hard_link_stays_inside()
    {
        await WriteAsync(("a", TarEntryType.RegularFile, "x", ""), ("b", TarEntryType.HardLink, "", "../../../etc/passwd"));

        await Should.ThrowAsync<IOException>(() => _archive.CheckAsync(Archive, 1_000, CancellationToken.None));
    }

    [Fact]
    public async Task More_bytes_than_the_volume_holds_are_refused_before_anything_is_touched()
    {
        File.WriteAllText(Data("present"), "stays");
        await WriteAsync(("big", TarEntryType.RegularFile, new string('x', 2_000), ""));

        (await Should.ThrowAsync<IOException>(() => _archive.CheckAsync(Archive, 1_000, CancellationToken.None))).Message.ShouldContain("1000");
        File.Exists(Data("present")).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_no_archive_is_told_as_damaged()
    {
        File.WriteAllText(Path.Combine(_base, "volume", Archive.ToString()), "not gzip at all");

        (await Should.ThrowAsync<Exception>(() => _archive.CheckAsync(Archive, 1_000, CancellationToken.None))).ShouldBeAssignableTo<IOException>()!.Message.ShouldContain("damaged");
    }

    private static VolumePath Archive => VolumePath.TryParse("backup/local/backup_web.tar.gz", out var path, out _) ? path : throw new InvalidOperationException();

    private string Data(string name = "") => Path.Combine(_base, "volume", "appdata", name);

    private async Task WriteAsync(params (string Name, TarEntryType Type, string Content, string Link)[] entries)
    {
        await using var file = File.Create(Path.Combine(_base, "volume", Archive.ToString()));
        await using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        foreach (var (name, type, content, link) in entries)
        {
            var entry = new PaxTarEntry(type, name);
            if (link.Length > 0) entry.LinkName = link;
            if (content.Length > 0) entry.DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
            await tar.WriteEntryAsync(entry);
        }
    }
}
