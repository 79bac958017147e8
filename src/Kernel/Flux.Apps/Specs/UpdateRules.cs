using System.Collections.Immutable;

namespace Flux.Apps.Specs;

/// <summary>What an update may change (fluxos-protocol §3.12). The owner may always change: the old one signs for the new one.</summary>
public static class UpdateRules
{
    /// <summary>Every rule a change breaks; empty = allowed.</summary>
    public static ImmutableArray<SpecProblem> Check(AppSpec current, AppSpec next) => [.. Change(current, next), .. Version(current, next)];

    /// <summary>
    /// The rules without the last one, that a version changes only to the latest: on the existing network that is asked of new messages
    /// by its API, while its chain is full of changes from 3 to 4, 5, 6 and 7. An encrypted change cannot be compared.
    /// </summary>
    public static ImmutableArray<SpecProblem> CheckPaid(AppSpec current, AppSpec next) => [.. Change(current, next)];

    private static IEnumerable<SpecProblem> Version(AppSpec current, AppSpec next)
    {
        if (current.Version != next.Version && next.Version != AppSpec.LatestVersion) yield return new("version", $"may only change to {AppSpec.LatestVersion}");
    }

    private static IEnumerable<SpecProblem> Change(AppSpec current, AppSpec next)
    {
        if (current.Key != next.Key) yield return new("name", $"{next.Name} is not {current.Name}");
        if (current.Version >= 4 && next.Version < 4) yield return new("version", $"{current.Version} cannot become {next.Version}");
        if (current.Version < 4 && next.Version < 4 && current.Components[0].RepoTag != next.Components[0].RepoTag)
            yield return new("repotag", "must not change before version 4");
        if (current.Version >= 4 && next.Version >= 4 && !(current.Version >= 8 && next.Version >= 8) && !next.IsEncrypted)
            foreach (var problem in SameComponents(current, next)) yield return problem;
    }

    private static IEnumerable<SpecProblem> SameComponents(AppSpec current, AppSpec next)
    {
        if (current.Components.Length != next.Components.Length)
        {
            yield return new("compose", $"has {next.Components.Length} components; version {current.Version} had {current.Components.Length}");
            yield break;
        }
        foreach (var component in current.Components)
            if (!next.Components.Any(other => other.Name == component.Name))
                yield return new("compose", $"has no component {component.Name} any more; before version 8 their names stay");
    }
}
