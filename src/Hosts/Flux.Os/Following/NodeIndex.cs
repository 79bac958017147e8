using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Primitives;

namespace Flux.Os.Following;

/// <summary>Ways into the list of confirmed nodes; each is made when it is first asked for. Of several nodes that claim one address the first counts.</summary>
public sealed class NodeIndex(ImmutableArray<ChainNodeEntry> nodes)
{
    private readonly Lazy<Dictionary<NodeAddress, ChainNodeEntry>> _byAddress = new(() => First(nodes.Where(node => node.Address is not null), node => node.Address!.Value));
    private readonly Lazy<Dictionary<OutPoint, ChainNodeEntry>> _byCollateral = new(() => First(nodes, node => node.Collateral));
    private readonly Lazy<ILookup<string, ChainNodeEntry>> _byKey = new(() => nodes.ToLookup(node => node.PublicKey, StringComparer.Ordinal));
    private readonly Lazy<HashSet<uint>> _ips = new(() => [.. nodes.Where(node => node.Address is not null).Select(node => node.Address!.Value.Ip)]);

    /// <summary>The node whose API answers at an address, or null.</summary>
    public ChainNodeEntry? At(NodeAddress address) => _byAddress.Value.GetValueOrDefault(address);

    /// <summary>The node with that collateral, or null.</summary>
    public ChainNodeEntry? Of(OutPoint collateral) => _byCollateral.Value.GetValueOrDefault(collateral);

    /// <summary>The nodes with that key, spelled as in the list.</summary>
    public IEnumerable<ChainNodeEntry> OfKey(string publicKey) => _byKey.Value[publicKey];

    /// <summary>Whether any node has that IPv4 address.</summary>
    public bool HasIp(uint ip) => _ips.Value.Contains(ip);

    private static Dictionary<TKey, ChainNodeEntry> First<TKey>(IEnumerable<ChainNodeEntry> nodes, Func<ChainNodeEntry, TKey> keyOf) where TKey : notnull
    {
        var found = new Dictionary<TKey, ChainNodeEntry>();
        foreach (var node in nodes) found.TryAdd(keyOf(node), node);
        return found;
    }
}
