using System.Runtime.CompilerServices;
using System.Text;

namespace Flux.Devnet.Supervision;

/// <summary>The log files of supervised programs.</summary>
public static class LogFiles
{
    private const long RotateAtBytes = 20 * 1024 * 1024;
    private const int TailBytes = 64 * 1024;
    private static readonly TimeSpan FollowLook = TimeSpan.FromMilliseconds(200);

    /// <summary>Keeps one older log, so that a long-lived network does not fill the disk.</summary>
    internal static void Rotate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (new FileInfo(path) is { Exists: true, Length: > RotateAtBytes }) File.Move(path, path + ".1", overwrite: true);
    }

    /// <summary>The last lines of a log; empty where there is none.</summary>
    public static IReadOnlyList<string> Tail(string path, int lines)
    {
        if (!File.Exists(path)) return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(Math.Max(0, stream.Length - TailBytes), SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Trim() != "").TakeLast(lines)];
    }

    /// <summary>Lines added from now on, until cancelled (then it just ends). Survives a rotation of the file.</summary>
    public static async IAsyncEnumerable<string> FollowAsync(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        var position = File.Exists(path) ? new FileInfo(path).Length : 0;
        while (!cancel.IsCancellationRequested)
        {
            var (lines, next) = ReadFrom(path, position);
            foreach (var line in lines) yield return line;
            position = next;
            await Task.Delay(FollowLook, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>Whole lines from a position, and where the next read begins.</summary>
    private static (IReadOnlyList<string> Lines, long Next) ReadFrom(string path, long position)
    {
        if (!File.Exists(path)) return ([], 0);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length < position) position = 0;
        stream.Seek(position, SeekOrigin.Begin);
        var bytes = new byte[Math.Min(stream.Length - position, TailBytes)];
        stream.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end == 0) return ([], bytes.Length == TailBytes ? position + bytes.Length : position);
        return (Encoding.UTF8.GetString(bytes, 0, end - 1).Split('\n'), position + end);
    }
}
