namespace Flux.Apps.Specs.Checks;

/// <summary>Rules about cpu, ram and hdd (fluxos-protocol §3.3, §3.4).</summary>
internal static class ResourceChecks
{
    private static readonly Quantity RamStep = Quantity.Of(100);
    private static readonly Quantity CpuStep = Quantity.Tenths(1);
    private static readonly Quantity HddStep = Quantity.Of(1);

    /// <summary>Versions 1–3: steps and the largest node's room, field by field. Later ones: only the total is limited.</summary>
    public static void Component(SpecCheck check, Component component, string path)
    {
        if (check.Spec.Version < 4) SingleContainer(check, component);
        else if (check.Rules.ChecksSyntax) Positive(check, component.Resources, path);
    }

    /// <summary>One instance must fit on a node: on the largest tier, and when tiered on every tier.</summary>
    public static void Totals(SpecCheck check)
    {
        if (check.Spec.Version < 4) return;
        Fits(check, NodeTier.Stratus);
        if (!check.Spec.Components.Any(component => component.Tiered is not null)) return;
        Fits(check, NodeTier.Nimbus);
        Fits(check, NodeTier.Cumulus);
    }

    private static void SingleContainer(SpecCheck check, Component component)
    {
        Steps(check, component.Resources, check.Rules.Stratus, "");
        if (component.Tiered is not { } tiers) return;
        Steps(check, tiers.Cumulus, check.Rules.Cumulus, "basic");
        Steps(check, tiers.Nimbus, check.Rules.Nimbus, "super");
        Steps(check, tiers.Stratus, check.Rules.Stratus, "bamf");
    }

    private static void Steps(SpecCheck check, Resources wanted, Resources most, string tier)
    {
        Step(check, "cpu" + tier, wanted.Cpu, CpuStep, most.Cpu);
        Step(check, "ram" + tier, wanted.Ram, RamStep, most.Ram);
        Step(check, "hdd" + tier, wanted.Hdd, HddStep, most.Hdd);
    }

    private static void Step(SpecCheck check, string path, Quantity wanted, Quantity step, Quantity most)
    {
        check.Require(wanted.IsMultipleOf(step), path, $"{wanted} is not a multiple of {step}");
        check.Require(wanted >= step && wanted <= most, path, $"{wanted} is outside {step}–{most}");
    }

    private static void Positive(SpecCheck check, Resources wanted, string path)
    {
        check.Require(wanted.Cpu > Quantity.Zero, path + "cpu", $"{wanted.Cpu} is not above 0");
        check.Require(wanted.Ram > Quantity.Zero, path + "ram", $"{wanted.Ram} is not above 0");
        check.Require(wanted.Hdd > Quantity.Zero, path + "hdd", $"{wanted.Hdd} is not above 0");
    }

    private static void Fits(SpecCheck check, NodeTier tier)
    {
        var (total, most) = (check.Spec.InstanceOn(tier), check.Rules.CapacityOf(tier));
        check.Require(total.Cpu <= most.Cpu, "compose", $"asks for {total.Cpu} cores; a {tier} node gives at most {most.Cpu}");
        check.Require(total.Ram <= most.Ram, "compose", $"asks for {total.Ram} MB of memory; a {tier} node gives at most {most.Ram}");
        check.Require(total.Hdd <= most.Hdd, "compose", $"asks for {total.Hdd} GB of storage; a {tier} node gives at most {most.Hdd}");
    }
}
