namespace Flux.Apps.Specs.Checks;

/// <summary>Rules about <c>compose</c> and its entries (fluxos-protocol §3.3, §3.6, §3.7).</summary>
internal static class ComponentChecks
{
    private const int MaxRepoTag = 200;

    public static void Count(SpecCheck check)
    {
        if (check.Spec.Version < 4) return;
        var max = check.Rules.MaxComponents.At(check.Height);
        var count = check.Spec.Components.Length;
        check.Require(count > 0 || check.Spec.IsEncrypted, "compose", "has no component");
        check.Require(count <= max, "compose", $"has {count} components; at most {max} are allowed");
    }

    public static void Name(SpecCheck check, Component component, string path, int index)
    {
        if (check.Spec.Version < 4) return;
        NameChecks.ComponentName(check, path + "name", component.Name);
        for (var i = 0; i < index; i++)
            check.Require(check.Spec.Components[i].Name != component.Name, path + "name", $"{component.Name} is already the name of compose[{i}]");
    }

    /// <summary>A component's description may be empty.</summary>
    public static void Description(SpecCheck check, Component component, string path) =>
        TextChecks.Length(check, path + "description", component.Description, TextChecks.MaxDescription);

    public static void Image(SpecCheck check, Component component, string path)
    {
        TextChecks.Length(check, path + "repotag", component.RepoTag, MaxRepoTag);
        check.Require(component.RepoTag.Length != 0 || (check.Spec.Version >= 4 && !check.Rules.ChecksSyntax), path + "repotag", "is empty");
        if (!check.Rules.ChecksSyntax || component.RepoTag.Length is 0 or > MaxRepoTag) return;
        if (!ImageReference.TryParse(component.RepoTag, out _, out var problem)) check.Report(path + "repotag", problem);
    }

    public static void Mounts(SpecCheck check, Component component, string path, int index)
    {
        var length = component.ContainerData.Length;
        if (length is < 2 or > ContainerMounts.MaxLength)
            check.Report(path + "containerData", $"has {length} characters; 2–{ContainerMounts.MaxLength} are allowed");
        else if (check.Rules.ChecksSyntax && !ContainerMounts.TryParse(component.ContainerData, index, out _, out var problem))
            check.Report(path + "containerData", problem);
    }
}
