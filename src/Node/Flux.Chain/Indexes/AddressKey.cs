using Flux.Primitives;

namespace Flux.Chain.Indexes;

/// <summary>What the address index files coins under: the hash in a P2PKH or P2SH script. Other scripts are not indexed (chain reference §12.8).</summary>
/// <param name="IsScriptHash">True for P2SH.</param>
/// <param name="Hash">H160 of the public key or of the script.</param>
public readonly record struct AddressKey(bool IsScriptHash, Hash160 Hash);
