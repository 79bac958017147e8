namespace Flux.Cli.Replay;

/// <summary>A recorded answer and ours, side by side.</summary>
/// <param name="Height">Height of the tip it was submitted on.</param>
/// <param name="Label">What the recording calls it.</param>
/// <param name="Recorded">Recorded reason, or <see cref="Accepted"/>.</param>
/// <param name="Ours">Our reason, or <see cref="Accepted"/>.</param>
internal sealed record SubmissionVerdict(int Height, string Label, string Recorded, string Ours)
{
    public const string Accepted = "accepted";

    /// <summary>A loose transaction, not a block.</summary>
    public bool IsLoose { get; init; }

    /// <summary>Both accept or both refuse; reasons may differ in words and order of checks.</summary>
    public bool Agrees => (Recorded == Accepted) == (Ours == Accepted);
}
