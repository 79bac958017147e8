using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Flux.Architecture.Tests;

public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages => [.. Repository.Files("docs", "*.md"), "README.md"];

    [Fact]
    public void Every_place_in_where_is_exists()
    {
        var places = Paths(File.ReadAllText(Repository.PathOf("docs/where-is.md"))).ToList();

        places.Count.ShouldBeGreaterThan(20);
        places.Where(place => !Repository.Exists(place)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_leads_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(page)!.Replace(Path.DirectorySeparatorChar, '/');
        var broken =
            from Match link in FileLink().Matches(File.ReadAllText(Repository.PathOf(page)))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal) && !Repository.Exists(folder == "" ? target : $"{folder}/{target}")
            select target;

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_package_has_its_reason()
    {
        var reasons = File.ReadAllText(Repository.PathOf("docs/dependencies.md"));
        var packages = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants()
            .Where(item => item.Name.LocalName == "PackageVersion")
            .Select(item => (string)item.Attribute("Include")!);

        packages.Where(package => !reasons.Contains($"`{package}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Paths(string text) =>
        PathInCode().Matches(text).Select(match => match.Groups[1].Value.TrimEnd('/'));

    [GeneratedRegex(@"`((?:src|tests|build|docs|examples|benchmarks|fuzz)/[^`\s]*)`")]
    private static partial Regex PathInCode();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex FileLink();
}
