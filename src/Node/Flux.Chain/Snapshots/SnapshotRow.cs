namespace Flux.Chain.Snapshots;

/// <summary>A row of the state.</summary>
/// <param name="Family">The family it belongs to.</param>
/// <param name="Key">Its key; rising within a family.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct SnapshotRow(string Family, byte[] Key, byte[] Value);
