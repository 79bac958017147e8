using System.Threading.Channels;

namespace Flux.Chain.Events;

/// <summary>
/// Events from the moment of subscribing on, in order and without gaps. When the reader falls behind so far that the subscription is
/// full, it ends: <see cref="Events"/> completes with <see cref="SubscriptionLaggedException"/>, and the reader subscribes anew and compares
/// snapshots.
/// </summary>
public sealed class ChainSubscription : IDisposable
{
    /// <summary>Events that may wait.</summary>
    public const int DefaultCapacity = 4096;

    private readonly Channel<ChainEvent> _channel;
    private readonly Action<ChainSubscription> _leave;

    internal ChainSubscription(int capacity, Action<ChainSubscription> leave)
    {
        _channel = Channel.CreateBounded<ChainEvent>(new BoundedChannelOptions(capacity) { SingleWriter = true });
        _leave = leave;
    }

    /// <summary>The events; completes when the chain closes.</summary>
    public ChannelReader<ChainEvent> Events => _channel.Reader;

    internal bool TryPublish(ChainEvent occurred)
    {
        if (_channel.Writer.TryWrite(occurred)) return true;
        _channel.Writer.TryComplete(new SubscriptionLaggedException());
        return false;
    }

    internal void Complete() => _channel.Writer.TryComplete();

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        _channel.Writer.TryComplete();
        _leave(this);
    }
}
