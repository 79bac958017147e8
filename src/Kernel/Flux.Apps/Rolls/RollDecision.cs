using System.Globalization;
using Flux.Primitives;

namespace Flux.Apps.Rolls;

/// <summary>
/// Whose turn it is when an app changes, as a pure function of ranks and of what the nodes tell: one instance after another, in rank order,
/// without a coordinator. Rules, the first that holds decides:
/// <list type="number">
/// <item>who failed waits <see cref="RollTiming.HoldMs"/> before it tries again;</item>
/// <item>while another instance is going over, nobody else begins;</item>
/// <item>while the new message is healthy nowhere, a failure anywhere holds everybody for <see cref="RollTiming.HoldMs"/>;</item>
/// <item>a better rank that has not gone over, or answers since less than <see cref="RollTiming.SettleMs"/>, goes first; who failed comes last.</item>
/// </list>
/// A node that cannot be reached is never waited for, one that lives and gets nowhere <see cref="RollTiming.TurnLimitMs"/> at most.
/// </summary>
public static class RollDecision
{
    /// <summary>Decides for the node itself.</summary>
    public static RollVerdict Decide(RollFacts facts, RollTiming timing)
    {
        var self = facts.Instances.First(one => one.Node == facts.Self);
        if (self.Phase == RollPhase.Failed && self.FailedForMs < timing.HoldMs) return new(false, null, Held("it failed here", self, timing));
        var others = facts.Instances.Where(one => one.Node != facts.Self && Lives(one, timing)).ToList();
        if (others.Find(one => one.Phase == RollPhase.Switching && IsAwaited(one, timing)) is { } switching) return Wait(switching, "is going over");
        if (!others.Exists(one => one is { Phase: RollPhase.Done, HealthyForMs: > 0 })
            && others.Where(one => one.Phase == RollPhase.Failed && one.FailedForMs < timing.HoldMs).MinBy(one => one.FailedForMs) is { } failed)
            return new(false, null, Held($"it failed on {Name(failed)} and is healthy nowhere", failed, timing));
        var ahead = others.Where(one => Place(one).CompareTo(Place(self)) < 0 && !IsSettled(one, timing) && IsAwaited(one, timing));
        return ahead.MinBy(Place) is { } first
            ? Wait(first, first.Phase == RollPhase.Done ? "has just gone over" : "goes first")
            : new(true, null, "its turn");
    }

    private static RollVerdict Wait(RollInstance one, string what) => new(false, one.Node, $"{Name(one)} {what}");

    private static bool Lives(RollInstance one, RollTiming timing) => one.ReachedAgoMs < timing.LostAfterMs;

    private static bool IsAwaited(RollInstance one, RollTiming timing) => one.AwaitedForMs < timing.TurnLimitMs;

    private static bool IsSettled(RollInstance one, RollTiming timing) => one.Phase == RollPhase.Done && one.HealthyForMs >= timing.SettleMs;

    /// <summary>Who failed comes after all who have not tried, so that one bad machine does not keep the others from trying.</summary>
    private static (bool Failed, int Rank, OutPoint Node) Place(RollInstance one) => (one.Phase == RollPhase.Failed, one.Rank ?? int.MaxValue, one.Node);

    private static string Name(RollInstance one) => one.Rank is { } rank ? string.Create(CultureInfo.InvariantCulture, $"rank {rank + 1}") : "a node that is no member any more";

    private static string Held(string why, RollInstance failed, RollTiming timing) =>
        string.Create(CultureInfo.InvariantCulture, $"{why}; the earlier version stays for {Math.Max(0, timing.HoldMs - failed.FailedForMs) / 1000} s more");
}
