namespace Flux.Apps.Specs;

/// <summary>One thing that is wrong with a specification.</summary>
/// <param name="Path">Where: <c>compose[0].ports[1]</c>; empty for the specification as a whole.</param>
/// <param name="Message">What, in words that name the value and the allowed range.</param>
public readonly record struct SpecProblem(string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
