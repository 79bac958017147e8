using Flux.Apps.Pricing;
using Flux.Apps.Specs;

namespace Flux.Apps.Registry;

/// <summary>A network's rules for apps and their price.</summary>
/// <param name="Prices">The table of own networks.</param>
/// <param name="MainWay">Set where apps are paid the existing network's way; null where they are paid into escrow coins.</param>
public sealed record RegistryRules(AppRules Apps, AppPriceTable Prices, MainRegistry? MainWay = null)
{
    /// <summary>Our own networks.</summary>
    public static RegistryRules Own { get; } = new(AppRules.Own, AppPriceTable.Own);

    /// <summary>The existing network.</summary>
    public static RegistryRules Main { get; } = new(AppRules.Main, AppPriceTable.Own, new MainRegistry());
}
