using Flux.Apps.Messages;

namespace Flux.Apps.Specs.Checks;

/// <summary>The owner is an address whose key can sign messages (fluxos-protocol §2.3, §3.3).</summary>
internal static class OwnerChecks
{
    public static void Owner(SpecCheck check)
    {
        var owner = check.Spec.Owner;
        if (owner.Length == 0) check.Report("owner", "is empty");
        else if (check.Rules.ChecksSyntax && !OwnerSignature.IsOwnerAddress(owner))
            check.Report("owner", $"{owner} is no Bitcoin address (1…), Ethereum address (0x…) or FLUX address (t1…, t3…)");
    }
}
