using System.Text;

namespace Flux.Devnet.Supervision;

/// <summary>The log files of supervised programs.</summary>
public static class LogFiles
{
    private const long RotateAtBytes = 20 * 1024 * 1024;
    private const int TailBytes = 64 * 1024;

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
}
