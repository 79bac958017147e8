using System.Collections.Immutable;

namespace Flux.Apps.Secrets;

/// <summary>What only the members of an app may read of one component. Never logged.</summary>
/// <param name="Variables"><c>KEY=VALUE</c> entries that come after those of the specification.</param>
/// <param name="RepoAuth">Registry credentials (fluxos-protocol §3.6), or empty.</param>
public sealed record ComponentSecrets(ImmutableArray<string> Variables, string RepoAuth)
{
    /// <summary>Says only how much there is.</summary>
    public override string ToString() => $"{Variables.Length} secret variables{(RepoAuth.Length > 0 ? ", registry credentials" : "")}";
}
