using System.Collections.Immutable;

namespace Flux.Apps.Specs;

/// <summary>The outcome of reading a specification: the specification, all problems, or both while it is being checked.</summary>
/// <param name="Spec">
/// The specification; null when its version could not be made out. With problems present it is only good for showing.
/// </param>
/// <param name="Problems">Everything that is wrong, in the order of the fields; empty = valid.</param>
public sealed record SpecReading(AppSpec? Spec, ImmutableArray<SpecProblem> Problems)
{
    public bool IsValid => Spec is not null && Problems.IsEmpty;

    internal static SpecReading Failed(string message) => new(null, [new("", message)]);

    public override string ToString() => IsValid ? "valid" : string.Join('\n', Problems);
}
