namespace Flux.Devnet.Sweeping;

/// <summary>A process and its command line.</summary>
public sealed record ProcessEntry(int Id, string Command);
