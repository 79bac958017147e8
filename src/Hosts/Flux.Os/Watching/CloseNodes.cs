using System.Collections.Immutable;
using Flux.Apps.Messages;

namespace Flux.Os.Watching;

/// <summary>The nodes that share an app with this one: their silence must be noticed within a second, whatever the size of the network.</summary>
public sealed class CloseNodes
{
    private ImmutableHashSet<NodeAddress> _addresses = [];

    /// <summary>Whether a node is one of them.</summary>
    public bool Contains(NodeAddress address) => Volatile.Read(ref _addresses).Contains(address);

    /// <summary>Tells which they are now.</summary>
    public void Set(IEnumerable<NodeAddress> addresses) => Volatile.Write(ref _addresses, [.. addresses]);
}
