using Flux.Apps.Pricing;
using Flux.Apps.Specs;

namespace Flux.Apps.Registry;

/// <summary>A network's rules for apps and their price.</summary>
public sealed record RegistryRules(AppRules Apps, AppPriceTable Prices)
{
    /// <summary>Our own networks.</summary>
    public static RegistryRules Own { get; } = new(AppRules.Own, AppPriceTable.Own);
}
