namespace Flux.TestKit.Shielded;

/// <summary>A Sapling output to be made.</summary>
/// <param name="Note">Number from which its commitment is made.</param>
/// <param name="Value">What it hides.</param>
public readonly record struct HiddenOutput(int Note, long Value);
