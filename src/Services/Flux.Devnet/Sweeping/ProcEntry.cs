namespace Flux.Devnet.Sweeping;

/// <summary>A process and its command line.</summary>
public sealed record ProcEntry(int Id, string Command);
