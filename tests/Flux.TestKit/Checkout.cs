namespace Flux.TestKit;

/// <summary>The checkout that the test program was built from.</summary>
public static class Checkout
{
    /// <summary>Full path of a file of the repository, named from its root.</summary>
    public static string PathOf(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Flux.slnx"))) return Path.GetFullPath(Path.Combine(folder.FullName, relative));
        }
        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is not inside a checkout: no folder above it has Flux.slnx");
    }
}
