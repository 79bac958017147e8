namespace Flux.Chain.Tests;

/// <summary>A directory of its own for one test; gone afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Enough for every test that runs at the same time.</summary>
    private const long SpaceWanted = 1L << 30;

    private const string MemoryDisk = "/dev/shm";

    /// <summary>In memory where there is room: a kill cannot tell the difference, and syncs cost nothing.</summary>
    public string Path { get; } = HasMemoryDisk
        ? Directory.CreateDirectory(System.IO.Path.Combine(MemoryDisk, $"flux-chain-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("flux-chain-").FullName;

    private static bool HasMemoryDisk => Directory.Exists(MemoryDisk) && new DriveInfo(MemoryDisk).AvailableFreeSpace > SpaceWanted;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies the files as they are now, as a power cut would leave them; the lock of a running node stays behind.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, System.IO.Path.Combine(to, System.IO.Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(from).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))) File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
