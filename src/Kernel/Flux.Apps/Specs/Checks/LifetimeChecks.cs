namespace Flux.Apps.Specs.Checks;

/// <summary>Rules about instances and lifetime (fluxos-protocol §3.3, §3.9).</summary>
internal static class LifetimeChecks
{
    public static void Instances(SpecCheck check)
    {
        if (check.Spec.Version < 3) return;
        var range = (check.Spec.Version >= 8 ? check.Rules.InstancesOfVersion8 : check.Rules.Instances).At(check.Height);
        check.Require(range.Contains(check.Spec.Instances), "instances", $"{check.Spec.Instances} is outside {range}");
    }

    public static void Expire(SpecCheck check)
    {
        if (check.Spec.Expire is not { } blocks) return;
        var (range, step) = (check.Rules.Expire.At(check.Height), check.Rules.ExpireStep.At(check.Height));
        check.Require(range.Contains(blocks), "expire", $"{blocks} is outside {range} blocks");
        check.Require(blocks % step == 0, "expire", $"{blocks} is not a multiple of {step} blocks");
    }
}
