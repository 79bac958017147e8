namespace Flux.Orchestration.Updates;

/// <summary>What an update does on this node, component by component.</summary>
/// <param name="Components">In the new specification's order; those that go come last.</param>
public sealed record UpdatePlan(IReadOnlyList<ComponentUpdate> Components)
{
    /// <summary>No container is touched: a renewal, another description, another number of instances.</summary>
    public bool TouchesNothing => Components.All(one => one.Way == UpdateWay.Keep);

    /// <summary>The plan in one line, for the log and for <c>/apps/why</c>.</summary>
    public override string ToString() => string.Join("; ", Components);
}
