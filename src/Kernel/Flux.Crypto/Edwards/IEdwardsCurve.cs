namespace Flux.Crypto.Edwards;

/// <summary>A twisted Edwards curve −x² + y² = 1 + d·x²·y² with d = −n/(n + 1), not a square; the type is its base field, too.</summary>
internal interface IEdwardsCurve : IPrime
{
    /// <summary>n.</summary>
    static abstract ulong Numerator { get; }
}
