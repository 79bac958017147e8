using System.Collections.Immutable;
using Flux.Apps.Messages;

namespace Flux.Os.Watching;

/// <summary>
/// The nodes whose pulses must be current, whatever the size of the network: those that share an app with this one, whose silence must be
/// noticed within a second, and those that this gateway sends requests to, which tell by their pulses when none must come.
/// </summary>
public sealed class CloseNodes
{
    private ImmutableHashSet<NodeAddress> _sharing = [], _routed = [];

    /// <summary>Whether a node is one of them.</summary>
    public bool Contains(NodeAddress address) => Volatile.Read(ref _sharing).Contains(address) || Volatile.Read(ref _routed).Contains(address);

    /// <summary>Tells which share an app now.</summary>
    public void Set(IEnumerable<NodeAddress> addresses) => Volatile.Write(ref _sharing, [.. addresses]);

    /// <summary>Tells which get requests now.</summary>
    public void SetRouted(IEnumerable<NodeAddress> addresses) => Volatile.Write(ref _routed, [.. addresses]);
}
