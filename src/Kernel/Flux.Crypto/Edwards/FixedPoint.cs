namespace Flux.Crypto.Edwards;

/// <summary>A point of a table, prepared for being added often: y + x, y − x and 2d·x·y of its affine coordinates.</summary>
internal readonly record struct FixedPoint<TCurve>(Residue<TCurve> Sum, Residue<TCurve> Difference, Residue<TCurve> Product)
    where TCurve : struct, IEdwardsCurve;
