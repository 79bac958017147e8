namespace Flux.Consensus.Networks.Files;

/// <summary>What is wrong with one field of a network file.</summary>
/// <param name="Path">The field, like <c>work.spacing</c> or <c>checkpoints[1].hash</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong, and what is allowed.</param>
public sealed record NetworkProblem(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path} {Message}";
}
