namespace Flux.P2P.Wire;

/// <summary>What an inventory item names (chain reference §11.4). 4 to 10 are names of the past.</summary>
internal enum InventoryKind : uint
{
    None = 0,
    Transaction = 1,
    Block = 2,
    FilteredBlock = 3,
    CompactBlock = 11,
}
