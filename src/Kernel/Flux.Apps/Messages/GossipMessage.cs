using Flux.Apps.Canonical;

namespace Flux.Apps.Messages;

/// <summary>What nodes tell each other about apps: the <c>data</c> of an envelope (fluxos-protocol §4.2). One record for each kind.</summary>
public abstract record GossipMessage
{
    /// <summary>Wire name.</summary>
    public abstract string Type { get; }

    /// <summary>Whose signature the envelope must bear.</summary>
    public virtual SenderRule Sender => SenderRule.AnyNode;

    /// <summary>How old the envelope may be when it is taken.</summary>
    public virtual long MaxAgeMs => GossipTiming.MaxAgeMs;

    /// <summary>
    /// When its sender says it was told first, for reports that count as news only while younger than <see cref="GossipTiming.MaxAgeMs"/>,
    /// however fresh the envelope around them is (fluxos-protocol §4.2). Bulk answers may bring older ones.
    /// </summary>
    public virtual long? ToldAt => null;

    /// <summary>How long what it says holds, counted from its <c>broadcastedAt</c> (from receipt for app messages); 0 = it is not stored.</summary>
    public virtual long LifetimeMs => 0;

    /// <summary>How old the envelope may be to be passed on; 0 = never passed on.</summary>
    public virtual long RelayAgeMs => 0;

    /// <summary>The wire form, fields in the order in which they are emitted.</summary>
    public abstract JsValue ToJs();
}
