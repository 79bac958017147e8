using System.Collections.Immutable;

namespace Flux.Chain.Events;

/// <summary>Passes events to all subscriptions. One publisher; subscribing from any thread.</summary>
internal sealed class EventHub
{
    private ImmutableList<ChainSubscription> _subscriptions = [];

    public ChainSubscription Subscribe(int capacity)
    {
        var subscription = new ChainSubscription(capacity, Leave);
        ImmutableInterlocked.Update(ref _subscriptions, list => list.Add(subscription));
        return subscription;
    }

    public void Publish(ChainEvent occurred)
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions)) if (!subscription.TryPublish(occurred)) Leave(subscription);
    }

    public void Complete()
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions)) subscription.Complete();
    }

    private void Leave(ChainSubscription subscription) => ImmutableInterlocked.Update(ref _subscriptions, list => list.Remove(subscription));
}
