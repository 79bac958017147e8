namespace Flux.Architecture.Tests;

/// <summary>The checkout this test run was built from, and the source files in it.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["artifacts", "bin", "obj", "node_modules", ".git", "TestResults"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    public static bool Exists(string relative) => File.Exists(PathOf(relative)) || Directory.Exists(PathOf(relative));

    /// <summary>Paths relative to the root, with forward slashes, of the files under a folder that match the pattern.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        var top = PathOf(folder);
        if (!Directory.Exists(top)) return [];
        return [.. Directory.EnumerateFiles(top, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !path.Split('/').Any(part => Generated.Contains(part)))
            .Order(StringComparer.Ordinal)];
    }

    public static IReadOnlyList<string> SourceFiles => [.. Files("src", "*.cs"), .. Files("src", "*.razor"), .. Files("tests", "*.cs")];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Flux.slnx"))) return folder.FullName;
        }
        throw new InvalidOperationException($"no Flux.slnx above {AppContext.BaseDirectory}");
    }
}
