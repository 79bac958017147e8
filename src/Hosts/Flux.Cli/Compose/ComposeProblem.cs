namespace Flux.Cli.Compose;

/// <summary>Something of a compose file that an app cannot have.</summary>
/// <param name="Line">1-based line of the file; 0: the file as a whole.</param>
/// <param name="Path">Where, e.g. <c>services.web.ports[0]</c>.</param>
/// <param name="Text">What is wrong and what to do.</param>
internal sealed record ComposeProblem(long Line, string Path, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"line {Line}: {Path}: {Text}" : $"{Path}: {Text}";
}
