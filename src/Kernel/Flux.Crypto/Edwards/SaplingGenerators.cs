namespace Flux.Crypto.Edwards;

/// <summary>Fixed points of the Sapling protocol (Zcash protocol specification §5.4.7, §5.4.8).</summary>
internal static class SaplingGenerators
{
    /// <summary>Base of spend authorisation signatures.</summary>
    internal static EdwardsPoint<Jubjub> SpendAuthorization { get; } = GroupHash.Find("Zcash_G_"u8, []);

    /// <summary>What a value is multiplied with in a value commitment.</summary>
    internal static EdwardsPoint<Jubjub> Value { get; } = GroupHash.Find("Zcash_cv"u8, "v"u8);

    /// <summary>What hides the value in a value commitment; base of binding signatures.</summary>
    internal static EdwardsPoint<Jubjub> ValueRandomness { get; } = GroupHash.Find("Zcash_cv"u8, "r"u8);
}
