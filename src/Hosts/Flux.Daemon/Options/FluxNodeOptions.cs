using Flux.Primitives;

namespace Flux.Daemon.Options;

/// <summary>What a daemon needs to keep its FluxNode confirmed.</summary>
/// <param name="PrivateKey">The node key, 32 bytes.</param>
/// <param name="CompressedKey">Whether its public key is the compressed one.</param>
/// <param name="Collateral">The collateral's outpoint.</param>
internal sealed record FluxNodeOptions(byte[] PrivateKey, bool CompressedKey, OutPoint Collateral);
