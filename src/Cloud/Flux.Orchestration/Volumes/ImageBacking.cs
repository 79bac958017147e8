using Flux.Orchestration.Docker;
using Flux.Orchestration.Tools;

namespace Flux.Orchestration.Volumes;

/// <summary>
/// A file system of its own in a sparse file beside the directory (<c>…FLUXFSVOL</c>, reference §7.1), mounted on it: an app that fills its
/// volume gets "disk full" and nobody else does. Needs root. Mounts outlive the node's service and are made again after a reboot.
/// What has begun is not abandoned: a mount that comes about after its caller has gone would be found by nobody.
/// </summary>
internal sealed class ImageBacking : IVolumeBacking
{
    private const string ImageSuffix = "FLUXFSVOL";
    private const long SmallestBytes = 8L << 20;
    private const string Probe = ".probe";
    private const string Mounts = "/proc/self/mounts";

    public async Task<EngineFault?> PrepareAsync(string path, long bytes, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Directory.CreateDirectory(path);
        if (MountsAt(path) > 0) return null;
        var image = path + ImageSuffix;
        if (!File.Exists(image) && await FormatAsync(image, bytes) is { } unformatted) return Refused(unformatted);
        var refused = await SystemTool.RunAsync("mount", ["-o", "loop,nosuid,nodev", image, path], CancellationToken.None);

        // A mount that a process before this one began when it was killed may have come first.
        return refused is null || MountsAt(path) > 0 ? null : Refused(refused);
    }

    public async Task<EngineFault?> ReleaseAsync(string path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        for (var left = MountsAt(path); left > 0; left--)
        {
            if (await SystemTool.RunAsync("umount", [path], CancellationToken.None) is not null
                && await SystemTool.RunAsync("umount", ["--lazy", path], CancellationToken.None) is { } busy) return Refused(busy);
        }

        File.Delete(path + ImageSuffix);
        return null;
    }

    /// <summary>Whether this machine lets us: tries it once, in a directory that is removed again. Null when it does, else why not.</summary>
    public static async Task<string?> ObstacleAsync(string folder, CancellationToken cancel)
    {
        // Always the same name: what a crash in the middle left is taken over and removed.
        var probe = Path.Combine(folder, Probe);
        var backing = new ImageBacking();
        try
        {
            return (await backing.PrepareAsync(probe, SmallestBytes, cancel) ?? await backing.ReleaseAsync(probe, cancel))?.Message;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
        finally
        {
            RemoveProbe(probe);
        }
    }

    /// <summary>Formatted under another name first, so that an image that is there is whole.</summary>
    private static async Task<string?> FormatAsync(string image, long bytes)
    {
        var part = image + ".part";

        // Never the file of an attempt before: whoever was killed may have left a program that still writes to it.
        File.Delete(part);
        await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write)) file.SetLength(Math.Max(bytes, SmallestBytes));
        if (await SystemTool.RunAsync("mke2fs", ["-q", "-F", "-t", "ext4", "-m", "0", "-E", "lazy_itable_init=1,nodiscard", part], CancellationToken.None) is { } failed)
        {
            File.Delete(part);
            return failed;
        }

        File.Move(part, image, overwrite: true);
        return null;
    }

    /// <summary>How many file systems are mounted on a directory, one over the other; only the last can be seen.</summary>
    private static int MountsAt(string path)
    {
        var escaped = Path.GetFullPath(path).Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal);
        return File.ReadLines(Mounts).Count(line => line.Split(' ') is [_, var point, ..] && point == escaped);
    }

    private static void RemoveProbe(string probe)
    {
        try
        {
            File.Delete(probe + ImageSuffix);
            if (Directory.Exists(probe)) Directory.Delete(probe, recursive: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty directory stays; nothing of ours is in it.
        }
    }

    private static EngineFault Refused(string text) =>
        new(text.Contains("No space left", StringComparison.OrdinalIgnoreCase) ? EngineFaultKind.DiskFull : EngineFaultKind.Refused, text);
}
