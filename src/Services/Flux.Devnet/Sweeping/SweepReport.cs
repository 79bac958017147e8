namespace Flux.Devnet.Sweeping;

/// <summary>What a sweep found and removed.</summary>
public sealed record SweepReport(int Processes, int Containers, int Networks, int Mounts, int FirewallRules)
{
    public int Total => Processes + Containers + Networks + Mounts + FirewallRules;

    public override string ToString() => Total == 0
        ? "nothing was left behind"
        : "removed " + string.Join(", ", Parts().Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Name}{(part.Count == 1 ? "" : part.Name.EndsWith('s') ? "es" : "s")}"));

    private IEnumerable<(int Count, string Name)> Parts() =>
        [(Processes, "process"), (Containers, "container"), (Networks, "network"), (Mounts, "mount"), (FirewallRules, "firewall rule")];
}
