namespace Flux.P2P.Tests.Peers;

/// <summary>It measures what the whole process holds, so nothing else runs in it.</summary>
[CollectionDefinition(nameof(MessageFuzz), DisableParallelization = true)]
public sealed class AloneInTheProcess;
