using Flux.Primitives;

namespace Flux.Consensus.Networks;

/// <summary>A snapshot of the chain state that the network's makers vouch for.</summary>
/// <param name="Height">Height of the block whose state it holds.</param>
/// <param name="Base">The block.</param>
/// <param name="Sha256">Hash of the file, 64 hexadecimal digits.</param>
public sealed record SnapshotCheckpoint(int Height, BlockHash Base, string Sha256);
