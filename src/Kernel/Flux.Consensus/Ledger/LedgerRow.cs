namespace Flux.Consensus.Ledger;

/// <summary>One key and value of the stored ledger state; a null value deletes the key.</summary>
/// <param name="Key">A letter for the kind, then what identifies the row.</param>
/// <param name="Value">The bytes, or null for a deletion.</param>
public readonly record struct LedgerRow(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? Value);
