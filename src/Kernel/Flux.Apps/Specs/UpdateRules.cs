using System.Collections.Immutable;

namespace Flux.Apps.Specs;

/// <summary>What an update may change (fluxos-protocol §3.12). The owner may always change: the old one signs for the new one.</summary>
public static class UpdateRules
{
    /// <summary>Every rule a change breaks; empty = allowed.</summary>
    public static ImmutableArray<SpecProblem> Check(AppSpec current, AppSpec next) => [.. Problems(current, next)];

    private static IEnumerable<SpecProblem> Problems(AppSpec current, AppSpec next)
    {
        if (current.Key != next.Key) yield return new("name", $"{next.Name} is not {current.Name}");
        if (current.Version >= 4 && next.Version < 4) yield return new("version", $"{current.Version} cannot become {next.Version}");
        if (current.Version != next.Version && next.Version != AppSpec.LatestVersion)
            yield return new("version", $"may only change to {AppSpec.LatestVersion}");
        if (current.Version < 4 && next.Version < 4 && current.Components[0].RepoTag != next.Components[0].RepoTag)
            yield return new("repotag", "must not change before version 4");
        if (current.Version is >= 4 and <= 7 && next.Version >= 4)
            foreach (var problem in SameComponents(current, next)) yield return problem;
    }

    private static IEnumerable<SpecProblem> SameComponents(AppSpec current, AppSpec next)
    {
        if (current.Components.Length != next.Components.Length)
        {
            yield return new("compose", $"has {next.Components.Length} components; version {current.Version} had {current.Components.Length}");
            yield break;
        }
        for (var i = 0; i < current.Components.Length; i++)
            if (current.Components[i].Name != next.Components[i].Name)
                yield return new($"compose[{i}].name", $"must stay {current.Components[i].Name}");
    }
}
