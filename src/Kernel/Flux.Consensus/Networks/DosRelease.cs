namespace Flux.Consensus.Networks;

/// <summary>When a record leaves the DoS list: <paramref name="Blocks"/> after its START, at exactly that height or at the latest then (chain reference §8.1).</summary>
public readonly record struct DosRelease(int Blocks, bool Exactly);
