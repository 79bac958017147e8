using System.Numerics;
using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Pricing;

/// <summary>
/// The price rule of our own networks, in exact integers: resources of one instance × instances × blocks ÷ month, rounded up to
/// a satoshi once, at the end; at least the table's minimum, and at least one satoshi a block, without which an escrow coin is invalid.
/// </summary>
public static class AppPrice
{
    // Sums are kept in units of 10^-10 satoshi: quantities have eight decimals, memory is priced by the hundred.
    private const long Scale = 10_000_000_000;
    private const int Tiers = 3;

    /// <summary>What an app must pay for a number of blocks.</summary>
    /// <param name="monthBlocks">Blocks the table's prices are for.</param>
    public static Amount Quote(AppSpec spec, AppPriceTable table, AppRules rules, long monthBlocks, long blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(monthBlocks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        var perMonth = InstanceMonth(spec, table, rules) * spec.Instances;
        var unit = (BigInteger)Tiers * Scale * monthBlocks;
        var price = (perMonth * blocks + unit - 1) / unit;
        return new((long)BigInteger.Min(long.MaxValue, BigInteger.Max(price, Math.Max(table.Minimum, blocks))));
    }

    /// <summary>The quote at a height, with the network's month.</summary>
    public static Amount QuoteAt(AppSpec spec, AppPriceTable table, AppRules rules, long height, long blocks) =>
        Quote(spec, table, rules, rules.MonthBlocks.At(height), blocks);

    // One instance for one month, times Tiers × Scale. A tiered component counts with the average of its three tiers.
    private static BigInteger InstanceMonth(AppSpec spec, AppPriceTable table, AppRules rules)
    {
        var flat = (spec.Nodes.IsEmpty && !spec.IsEncrypted ? 0 : table.Scope) + (spec.StaticIp ? table.StaticIp : 0)
            + spec.Components.Sum(component => component.Ports.Count(rules.IsEnterprisePort)) * table.EnterprisePort;
        var sum = new BigInteger(flat) * Scale * Tiers;
        foreach (var component in spec.Components)
            foreach (var tier in (NodeTier[])[NodeTier.Cumulus, NodeTier.Nimbus, NodeTier.Stratus])
                sum += Priced(component.ResourcesOn(tier), table);
        return sum;
    }

    private static BigInteger Priced(Resources resources, AppPriceTable table) =>
        (BigInteger)resources.Cpu.Units * table.CpuTenth * 1_000
        + (BigInteger)resources.Ram.Units * table.Ram100Mb
        + (BigInteger)resources.Hdd.Units * table.HddGb * 100;
}
