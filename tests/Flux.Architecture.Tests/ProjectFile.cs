using System.Xml.Linq;

namespace Flux.Architecture.Tests;

/// <summary>What a project file says it uses.</summary>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> Frameworks)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The folder between src/ and the project: the ring.</summary>
    public string Ring => Path.Split('/')[1];

    public static IReadOnlyList<ProjectFile> InSource { get; } = [.. Repository.Files("src", "*.csproj").Select(Read)];

    public static ProjectFile Read(string relative)
    {
        var items = XDocument.Load(Repository.PathOf(relative)).Descendants().ToList();
        return new ProjectFile(
            relative,
            [.. Includes(items, "ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            Includes(items, "PackageReference"),
            Includes(items, "FrameworkReference"));
    }

    private static IReadOnlyList<string> Includes(IEnumerable<XElement> items, string kind) =>
        [.. items.Where(item => item.Name.LocalName == kind).Select(item => (string?)item.Attribute("Include") ?? "").Where(name => name != "")];
}
