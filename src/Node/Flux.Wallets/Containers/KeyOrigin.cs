using Flux.Wallets.Hd;

namespace Flux.Wallets.Containers;

/// <summary>Where a signer finds the private key: the first four bytes of its master key's hash, and the path from there.</summary>
public sealed record KeyOrigin(uint Fingerprint, DerivationPath Path);
