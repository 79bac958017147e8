namespace Flux.Os.Watching;

/// <summary>Answer of a witness: how long ago it reached a node; null: never.</summary>
public sealed record SeenNode(long? AgoMs);
