namespace Flux.Apps.Placement;

/// <summary>
/// Start, keep or stop: the availability-first mode of architecture §6.4 and the trimming of §6.3, as pure functions of what a node has
/// observed. Every node decides for itself alone; no message is needed to agree.
/// </summary>
public static class PlacementDecision
{
    /// <summary>Decides for the node itself.</summary>
    public static PlacementVerdict Decide(PlacementFacts facts, PlacementTiming timing)
    {
        var self = facts.Instances.FirstOrDefault(instance => instance.Node == facts.Self);
        return self switch
        {
            { State: InstanceState.Running } => Trim(facts, timing, self),
            { State: InstanceState.Installing } => new(PlacementAction.Keep, "installing"),
            { Rank: not null } => Begin(facts, timing, self),
            _ => new(PlacementAction.Wait, "not a member"),
        };
    }

    /// <summary>Instances missing as this node sees it: wanted, less those of other nodes that answer or are on their way.</summary>
    public static int Vacancies(PlacementFacts facts, PlacementTiming timing) =>
        Math.Max(0, facts.Wanted - Others(facts).Count(instance => Serves(instance, facts, timing)));

    // The next rank that lives begins when an instance is lost. Better ranks that live are expected to begin first; each is waited for
    // IdleGraceMs, so that one that cannot begin delays the app but never prevents it.
    private static PlacementVerdict Begin(PlacementFacts facts, PlacementTiming timing, InstanceFacts self)
    {
        var vacancies = Vacancies(facts, timing);
        if (vacancies == 0) return new(PlacementAction.Wait, $"{facts.Wanted} instances serve");
        var ahead = Others(facts).Count(instance => instance.State == InstanceState.Idle && instance.Rank < self.Rank && Lives(instance, facts, timing));
        var waitedFor = timing.IdleGraceMs > 0 ? (int)Math.Min(ahead, facts.VacantForMs / timing.IdleGraceMs) : ahead;
        return ahead - waitedFor < vacancies
            ? new(PlacementAction.Start, $"rank {self.Rank + 1}, {vacancies} missing, {ahead} better ranks live and idle")
            : new(PlacementAction.Wait, $"rank {self.Rank + 1}: {ahead} better ranks should begin, {vacancies} missing");
    }

    // Worst rank first, one at a time: each node looks only whether it is itself the worst of the healthy ones.
    private static PlacementVerdict Trim(PlacementFacts facts, PlacementTiming timing, InstanceFacts self)
    {
        if (self.HealthyForMs < timing.TrimAfterMs) return new(PlacementAction.Keep, "running");
        var healthy = Others(facts).Where(instance => instance.State == InstanceState.Running && instance.HealthyForMs >= timing.TrimAfterMs
            && Reached(instance, timing)).ToList();
        if (healthy.Count < facts.Wanted) return new(PlacementAction.Keep, "running");
        return healthy.TrueForAll(instance => IsWorse(self, instance))
            ? new(PlacementAction.Stop, $"{healthy.Count + 1} instances have been healthy, {facts.Wanted} are wanted, this is the worst rank")
            : new(PlacementAction.Keep, "running; a worse rank is the surplus one");
    }

    private static IEnumerable<InstanceFacts> Others(PlacementFacts facts) => facts.Instances.Where(instance => instance.Node != facts.Self);

    private static bool Serves(InstanceFacts instance, PlacementFacts facts, PlacementTiming timing) => instance.State switch
    {
        InstanceState.Running => instance.UnhealthyForMs < timing.LostAfterMs && Lives(instance, facts, timing),
        InstanceState.Installing => instance.InstallingForMs <= timing.InstallLimitMs && Lives(instance, facts, timing),
        _ => false,
    };

    // What was never reached has the benefit of the doubt until it could have been.
    private static bool Lives(InstanceFacts instance, PlacementFacts facts, PlacementTiming timing) =>
        instance.ReachedAgoMs is null ? facts.ObservedForMs < timing.LostAfterMs : Reached(instance, timing);

    private static bool Reached(InstanceFacts instance, PlacementTiming timing) => instance.ReachedAgoMs < timing.LostAfterMs;

    // Nodes that are no members any more come last; among equals the greater outpoint is the worse one.
    private static bool IsWorse(InstanceFacts a, InstanceFacts b)
    {
        var (first, second) = (a.Rank ?? int.MaxValue, b.Rank ?? int.MaxValue);
        return first != second ? first > second : a.Node.CompareTo(b.Node) > 0;
    }
}
