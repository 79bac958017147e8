using Flux.Apps.Specs;
using Flux.Primitives;

namespace Flux.Apps.Pricing;

/// <summary>
/// The price that the existing network enforces on the chain for a registration (fluxos-protocol §5.3, §5.4). Its rule is defined in IEEE
/// doubles, whose residues decide cents; this file is the kernel's one exception from integers, and repeats the operations in their order.
/// </summary>
public static class MainPrice
{
    private const long PricePerInstanceFrom = 1_890_000;
    private const double CheapInstance = 0.50;
    private const int OldInstances = 3;

    /// <summary>The least value a registration's payment must have at a height.</summary>
    /// <param name="blocks">The lifetime; the network's month when the specification has none.</param>
    public static Amount Quote(AppSpec spec, IReadOnlyList<MainPriceTable> rows, AppRules rules, long height, long blocks)
    {
        var row = MainPriceTable.At(rows, height);
        return AtLeast(row, Scaled(spec, row, rules, height, blocks));
    }

    /// <summary>
    /// What the network means an update to cost: its price less the unused share of the price before, less a tenth. Its nodes enforce the
    /// least payment only (<see cref="Registry.MainQuirks.UpdatesPayTheLeastOnly"/>).
    /// </summary>
    /// <param name="paidAt">Height at which the specification before was paid: its price is that of its own height.</param>
    public static Amount QuoteUpdate(AppSpec spec, AppSpec before, IReadOnlyList<MainPriceTable> rows, AppRules rules, long height, long paidAt)
    {
        var row = MainPriceTable.At(rows, height);
        var lasting = before.Expire ?? rules.MonthBlocks.At(paidAt);
        var price = Scaled(spec, row, rules, height, spec.Expire ?? rules.MonthBlocks.At(height));
        var unused = (lasting - (height - paidAt)) / (double)lasting;
        if (unused > 0) price -= unused * Scaled(before, MainPriceTable.At(rows, paidAt), rules, paidAt, lasting);
        return AtLeast(row, Math.Ceiling(price * 0.9 * 100) / 100);
    }

    /// <summary>The least value of a payment while a row is in force.</summary>
    public static Amount LeastOf(MainPriceTable row) => AtLeast(row, 0);

    // The network asks whether the value is at least the product, so that its residue decides whether one satoshi more is needed.
    private static Amount AtLeast(MainPriceTable row, double price) => new((long)Math.Ceiling(Math.Max((double)row.Minimum, price) * Amount.Coin));

    // The share of a month is divided out first: in doubles that is another number than the price times the blocks.
    private static double Scaled(AppSpec spec, MainPriceTable row, AppRules rules, long height, long blocks) =>
        Math.Ceiling(PerMonth(spec, row, rules, height) * (blocks / (double)rules.MonthBlocks.At(height)) * 100) / 100;

    private static double PerMonth(AppSpec spec, MainPriceTable row, AppRules rules, long height)
    {
        var (cpu, ram, hdd) = Sizes(spec);
        var total = (cpu * (double)row.Cpu * 10) + (ram * (double)row.Ram / 100) + (hdd * (double)row.Hdd);
        if (spec.Version >= 4 && (!spec.Nodes.IsEmpty || spec.IsEncrypted)) total += (double)row.Scope;
        if (spec.Version >= 4 && spec.StaticIp) total += (double)row.StaticIp;
        total += spec.Components.Sum(component => component.Ports.Count(rules.IsEnterprisePort)) * (double)row.Port;
        return spec.Version >= 4 ? ForInstances(total, spec.Instances, height) : Math.Max((double)row.Minimum, Math.Ceiling(total * 100) / 100);
    }

    private static double ForInstances(double total, int instances, long height)
    {
        var one = Math.Ceiling(total / OldInstances * 100) / 100;
        var extra = instances - 1;
        if (extra <= 0 || height < PricePerInstanceFrom) return one;
        return one < CheapInstance && extra > 2
            ? one + (extra * CheapInstance)
            : (Math.Ceiling(one * extra * 100) + Math.Ceiling(one * 100)) / 100;
    }

    // Sums over the components; a tiered component of version 4 and later counts with the average of its tiers, an older one with their sum.
    private static (double Cpu, double Ram, double Hdd) Sizes(AppSpec spec)
    {
        double cpu = 0, ram = 0, hdd = 0;
        foreach (var component in spec.Components)
        {
            cpu += Size(component, spec.Version, resources => resources.Cpu);
            ram += Size(component, spec.Version, resources => resources.Ram);
            hdd += Size(component, spec.Version, resources => resources.Hdd);
        }
        return (cpu, ram, hdd);
    }

    private static double Size(Component component, int version, Func<Resources, Quantity> part)
    {
        if (component.Tiered is not { } tiers) return ToDouble(part(component.Resources));
        var sum = ToDouble(part(tiers.Cumulus)) + ToDouble(part(tiers.Nimbus)) + ToDouble(part(tiers.Stratus));
        return version >= 4 ? sum / 3 : sum;
    }

    // The division of two integers below 2^53 gives the double nearest to the decimal, as reading its text would.
    private static double ToDouble(Quantity quantity) => quantity.Units / (double)Quantity.Of(1).Units;
}
