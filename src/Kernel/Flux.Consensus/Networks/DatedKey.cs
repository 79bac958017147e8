namespace Flux.Consensus.Networks;

/// <summary>A public key that counts for signature times from <paramref name="From"/> on; the newest match wins (chain reference §1.8).</summary>
public sealed record DatedKey(uint From, ReadOnlyMemory<byte> PublicKey);
