using System.Diagnostics;
using Flux.Orchestration.Volumes.Files;

namespace Flux.Orchestration.Tests.Volumes.Files;

/// <summary>An owner works on the files of a volume into which the app writes too, and neither leads the node out of it.</summary>
public sealed class VolumeFilesTests : IDisposable
{
    private readonly string _base = Directory.CreateTempSubdirectory("flux-volume-files-").FullName;
    private readonly string _root, _outside;
    private readonly VolumeFiles _files;

    public VolumeFilesTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "volumes are Linux's");
        (_root, _outside) = (Path.Combine(_base, "volume"), Path.Combine(_base, "outside"));
        Directory.CreateDirectory(Path.Combine(_root, "appdata"));
        Directory.CreateDirectory(_outside);
        File.WriteAllText(Path.Combine(_outside, "secret"), "the host's");
        File.WriteAllText(Path.Combine(_root, "appdata", "mine"), "the app's");
        _files = new VolumeFiles(_root);
    }

    public void Dispose() => Directory.Delete(_base, recursive: true);

    [Theory]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("appdata/../../outside/secret")]
    [InlineData("appdata/./x")]
    [InlineData("appdata//x")]
    [InlineData("appdata\\..\\x")]
    [InlineData("appdata/a\0b")]
    [InlineData("appdata/a\nb")]
    public void A_path_that_is_not_made_of_plain_names_is_refused(string text) => VolumePath.TryParse(text, out _, out _).ShouldBeFalse();

    [Fact]
    public void A_name_of_256_bytes_and_a_path_of_65_parts_are_refused()
    {
        VolumePath.TryParse(new string('a', 255), out _, out _).ShouldBeTrue();
        VolumePath.TryParse(new string('a', 256), out _, out _).ShouldBeFalse();
        VolumePath.TryParse(string.Join('/', Enumerable.Repeat("a", 65)), out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void An_absolute_path_is_one_inside_the_volume()
    {
        Should.Throw<IOException>(() => _files.OpenRead(PathOf("/etc/passwd")));
        using var file = _files.OpenRead(PathOf("/appdata/mine"));
        new StreamReader(file).ReadToEnd().ShouldBe("the app's");
    }

    [Fact]
    public void It_is_told_when_a_file_was_made()
    {
        var facts = _files.List(PathOf("appdata")).Single().Facts;

        facts.Created.ShouldBe(facts.Modified, TimeSpan.FromHours(1));
    }

    [Fact]
    public void A_link_to_a_file_outside_is_listed_and_never_opened()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "appdata", "link"), Path.Combine(_outside, "secret"));

        _files.List(PathOf("appdata")).Single(entry => entry.Name == "link").Facts.IsLink.ShouldBeTrue();
        Should.Throw<IOException>(() => _files.OpenRead(PathOf("appdata/link"))).Message.ShouldContain("link");
    }

    [Fact]
    public async Task A_link_to_a_folder_outside_is_never_entered()
    {
        Directory.CreateSymbolicLink(Path.Combine(_root, "appdata", "out"), _outside);

        Should.Throw<IOException>(() => _files.List(PathOf("appdata/out")));
        Should.Throw<IOException>(() => _files.OpenRead(PathOf("appdata/out/secret")));
        Should.Throw<IOException>(() => _files.MakeFolder(PathOf("appdata/out/made")));
        Should.Throw<IOException>(() => _files.Rename(PathOf("appdata/out/secret"), "taken"));
        Should.Throw<IOException>(() => _files.Remove(PathOf("appdata/out/secret")));
        await Should.ThrowAsync<IOException>(() => _files.WriteAsync(PathOf("appdata/out/new"), new MemoryStream([1]), 10, _ => { }, CancellationToken.None));
        Directory.GetFileSystemEntries(_outside).ShouldBe([Path.Combine(_outside, "secret")]);
        _files.Below(PathOf("appdata")).Select(found => found.Path).ShouldBe(["mine"]);
    }

    [Fact]
    public void A_volume_whose_folder_became_a_link_is_not_opened()
    {
        Directory.Delete(_root, recursive: true);
        Directory.CreateSymbolicLink(_root, _outside);

        Should.Throw<IOException>(() => _files.List(PathOf("")));
    }

    [Fact]
    public async Task Writing_over_a_link_replaces_the_link_and_not_what_it_points_to()
    {
        File.CreateSymbolicLink(Path.Combine(_root, "appdata", "link"), Path.Combine(_outside, "secret"));

        await _files.WriteAsync(PathOf("appdata/link"), new MemoryStream("new"u8.ToArray()), 10, _ => { }, CancellationToken.None);

        File.ReadAllText(Path.Combine(_outside, "secret")).ShouldBe("the host's");
        using var file = _files.OpenRead(PathOf("appdata/link"));
        new StreamReader(file).ReadToEnd().ShouldBe("new");
    }

    [Fact]
    public void Removing_a_folder_removes_links_and_not_what_they_point_to()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "appdata", "folder", "deep")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder, "out"), _outside);
        File.WriteAllText(Path.Combine(folder, "x"), "x");

        _files.Remove(PathOf("appdata/folder"));

        Directory.Exists(Path.Combine(_root, "appdata", "folder")).ShouldBeFalse();
        File.Exists(Path.Combine(_outside, "secret")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        Assert.SkipUnless(await MakeAsync("mkfifo", Path.Combine(_root, "appdata", "pipe")), "no mkfifo");

        Should.Throw<IOException>(() => _files.OpenRead(PathOf("appdata/pipe"))).Message.ShouldContain("no file");
    }

    [Fact]
    public async Task A_device_is_not_read()
    {
        Assert.SkipUnless(await MakeAsync("mknod", Path.Combine(_root, "appdata", "zero"), "c", "1", "5"), "no right to make devices");

        Should.Throw<IOException>(() => _files.OpenRead(PathOf("appdata/zero"))).Message.ShouldContain("no file");
        _files.Below(PathOf("appdata")).Select(found => found.Path).ShouldBe(["mine"]);
    }

    [Fact]
    public void Folders_are_made_renamed_listed_with_their_size_and_removed()
    {
        _files.MakeFolder(PathOf("appdata/a"));
        File.WriteAllText(Path.Combine(_root, "appdata", "a", "ten"), "0123456789");
        _files.Rename(PathOf("appdata/a"), "b");

        var entry = _files.List(PathOf("appdata")).Single(found => found.Name == "b");
        (entry.Size, entry.Facts.IsFolder, entry.Facts.IsFile).ShouldBe((10, true, false));
        entry.Facts.Modified.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        Should.Throw<IOException>(() => _files.MakeFolder(PathOf("appdata/b"))).Message.ShouldContain("already");
        Should.Throw<IOException>(() => _files.Rename(PathOf("appdata/b"), "mine"));
        Should.Throw<IOException>(() => _files.Rename(PathOf("appdata/b"), "../c"));

        _files.Remove(PathOf("appdata/b"));
        _files.List(PathOf("appdata")).Select(found => found.Name).ShouldBe(["mine"]);
        Should.Throw<IOException>(() => _files.Remove(PathOf("appdata/b")));
        Should.Throw<IOException>(() => _files.Remove(PathOf("/")));
    }

    [Fact]
    public async Task A_file_that_is_too_long_leaves_nothing()
    {
        await Should.ThrowAsync<IOException>(() => _files.WriteAsync(PathOf("appdata/long"), new MemoryStream(new byte[11]), 10, _ => { }, CancellationToken.None));

        _files.List(PathOf("appdata")).Select(found => found.Name).ShouldBe(["mine"]);
    }

    [Fact]
    public async Task A_folder_that_the_app_swaps_for_a_link_all_the_time_never_leads_out()
    {
        var (inside, spare) = (Path.Combine(_root, "appdata", "swap"), Path.Combine(_root, "appdata", "spare"));
        Directory.CreateDirectory(inside);
        File.WriteAllText(Path.Combine(inside, "secret"), "the app's");
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Directory.Move(inside, spare);
                Directory.CreateSymbolicLink(inside, _outside);
                File.Delete(inside);
                Directory.Move(spare, inside);
            }
        });
        var seen = new HashSet<string>();
        for (var i = 0; i < 3_000; i++)
        {
            try
            {
                using var file = _files.OpenRead(PathOf("appdata/swap/secret"));
                seen.Add(new StreamReader(file).ReadToEnd());
            }
            catch (IOException)
            {
                // It was a link, or away, just then.
            }
        }

        await stop.CancelAsync();
        await swapping;
        seen.ShouldNotContain("the host's");
    }

    private static VolumePath PathOf(string text)
    {
        VolumePath.TryParse(text, out var path, out var problem).ShouldBeTrue(problem);
        return path;
    }

    private static async Task<bool> MakeAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
