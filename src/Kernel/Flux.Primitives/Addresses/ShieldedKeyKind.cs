namespace Flux.Primitives.Addresses;

/// <summary>Which key of a shielded address a text holds.</summary>
public enum ShieldedKeyKind
{
    /// <summary>Spends Sprout notes: 252 bits in 32 bytes, the top four bits zero.</summary>
    SproutSpending,

    /// <summary>Sees Sprout notes: paying key and receiving key, 32 bytes each.</summary>
    SproutViewing,

    /// <summary>Spends Sapling notes: an extended key of ZIP-32, 169 bytes.</summary>
    SaplingSpending,

    /// <summary>Sees Sapling notes that come and go: an extended key of ZIP-32, 169 bytes.</summary>
    SaplingFullViewing,

    /// <summary>Sees Sapling notes that come, 32 bytes.</summary>
    SaplingIncomingViewing,
}
