namespace Flux.Architecture.Tests;

public sealed class ProjectMapTests
{
    public static TheoryData<string> ProjectNames => [.. ProjectFile.InSource.Select(project => project.Name)];

    [Fact]
    public void Every_project_stands_on_the_map()
    {
        var strangers = ProjectFile.InSource.Select(project => project.Name).Where(name => !ArchitectureMap.Projects.ContainsKey(name));

        strangers.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Stands_in_its_ring(string name)
    {
        var project = Find(name);

        project.Path.ShouldBe($"src/{ArchitectureMap.Projects[name].Ring}/{name}/{name}.csproj");
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void References_only_projects_the_map_allows(string name)
    {
        var forbidden = Find(name).Projects.Except(ArchitectureMap.Projects[name].Projects);

        forbidden.ShouldBeEmpty($"{name} may reference: {string.Join(", ", ArchitectureMap.Projects[name].Projects)}");
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Uses_only_packages_the_map_allows(string name)
    {
        var project = Find(name);
        var forbidden = project.Packages.Concat(project.Frameworks)
            .Except(ArchitectureMap.Projects[name].Packages)
            .Where(package => !package.Contains("Analyzer", StringComparison.Ordinal));

        forbidden.ShouldBeEmpty($"{name} may use: {string.Join(", ", ArchitectureMap.Projects[name].Packages)}");
    }

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Is_part_of_the_solution(string name) =>
        File.ReadAllText(Repository.PathOf("Flux.slnx")).ShouldContain(Find(name).Path);

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Has_a_page_to_read_first(string name) =>
        Repository.Exists(Path.GetDirectoryName(Find(name).Path) + "/README.md").ShouldBeTrue($"{name} has no README.md");

    [Theory]
    [MemberData(nameof(ProjectNames))]
    public void Has_tests(string name) =>
        Repository.Files($"tests/{name}.Tests", "*Tests.cs").ShouldNotBeEmpty($"tests/{name}.Tests has no …Tests.cs");

    [Fact]
    public void The_map_itself_points_inward()
    {
        string[] inward = ["Kernel", "Contracts", "Node", "Cloud", "Services", "Hosts"];
        var outward =
            from place in ArchitectureMap.Projects
            from used in place.Value.Projects
            where Array.IndexOf(inward, ArchitectureMap.Projects[used].Ring) > Array.IndexOf(inward, place.Value.Ring)
            select $"{place.Key} -> {used}";

        outward.ShouldBeEmpty();
    }

    private static ProjectFile Find(string name) => ProjectFile.InSource.Single(project => project.Name == name);
}
