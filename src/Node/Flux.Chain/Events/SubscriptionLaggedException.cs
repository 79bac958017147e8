namespace Flux.Chain.Events;

/// <summary>The reader of a subscription was too slow; events were lost after those already read.</summary>
public sealed class SubscriptionLaggedException : Exception
{
    /// <summary>With the standard text.</summary>
    public SubscriptionLaggedException()
        : base("The subscriber fell behind and lost events; subscribe again and compare with the snapshot.")
    {
    }

    /// <summary>With another text.</summary>
    public SubscriptionLaggedException(string message)
        : base(message)
    {
    }

    /// <summary>With a cause.</summary>
    public SubscriptionLaggedException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
