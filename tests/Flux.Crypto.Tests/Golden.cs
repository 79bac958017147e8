namespace Flux.Crypto.Tests;

/// <summary>Finds golden data beside the checkout, walking up from the test's directory.</summary>
internal static class Golden
{
    internal static string? Find(string relative)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "shared", "golden", relative);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
