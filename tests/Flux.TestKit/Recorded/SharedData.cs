using System.Text.Json;
using Xunit;

namespace Flux.TestKit.Recorded;

/// <summary>Finds <c>shared/golden</c>: in the folder that FLUX_SHARED names, or in one named shared beside or above the test program.</summary>
public static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>Full path of a golden file, named from <c>shared/golden</c>; skips the test where the data is absent.</summary>
    public static string PathOf(string relative)
    {
        var path = Root is null ? null : Path.Combine(Root, "golden", relative);
        Assert.SkipWhen(path is null || !File.Exists(path), $"shared/golden/{relative} is not on this machine");
        return path!;
    }

    /// <summary>A golden JSON file; skips the test where the data is absent.</summary>
    public static JsonElement ReadJson(string relative)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(relative)));
        return document.RootElement.Clone();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("FLUX_SHARED") is { Length: > 0 } named) return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(Path.Combine(candidate, "golden"))) return candidate;
        }
        return null;
    }
}
