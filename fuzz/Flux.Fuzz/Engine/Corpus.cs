using System.Security.Cryptography;

namespace Flux.Fuzz.Engine;

/// <summary>Kept inputs: <c>fuzz/corpus/TARGET/*.bin</c> in the sources.</summary>
internal sealed class Corpus
{
    private readonly string? _folder;

    public Corpus(string target)
    {
        Root = FindRoot();
        _folder = Root is null ? null : Path.Combine(Root, "corpus", target);
    }

    /// <summary>The folder <c>fuzz</c> of the sources; null where they are absent.</summary>
    public string? Root { get; }

    public IReadOnlyList<(string Name, byte[] Input)> Read() => _folder is null || !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateFiles(_folder, "*.bin").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];

    public void Keep(byte[] input)
    {
        if (_folder is not null) Write(_folder, input);
    }

    /// <summary>Writes an input that broke something; returns its path.</summary>
    public string KeepFinding(string target, byte[] input) => Write(Path.Combine(Root ?? Environment.CurrentDirectory, "findings", target), input);

    private static string Write(string folder, byte[] input)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 6))}.bin");
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Flux.slnx"))) return Path.Combine(folder.FullName, "fuzz");
        }
        return null;
    }
}
