using System.Globalization;
using System.Net;

namespace Flux.Orchestration.Docker;

/// <summary>
/// The part of <c>172.23.N.0/24</c> that this node may use (reference §7.1 gives one node all of 1–255; nodes that share an engine
/// get a slice each). Remembers what is taken. Safe for concurrent installs.
/// </summary>
internal sealed class SubnetSlice(string prefix, int first, int last)
{
    private readonly Lock gate = new();
    private readonly HashSet<int> onEngine = [];
    private readonly HashSet<int> beingMade = [];
    private readonly HashSet<int> refused = [];

    /// <summary>Reserves the lowest octet not known to be in use; null when there is none.</summary>
    public int? Take()
    {
        lock (gate)
        {
            for (var octet = first; octet <= last; octet++)
            {
                if (!onEngine.Contains(octet) && !refused.Contains(octet) && beingMade.Add(octet)) return octet;
            }

            return null;
        }
    }

    /// <summary>The reserved octet's network exists now.</summary>
    public void Settle(int octet)
    {
        lock (gate)
        {
            beingMade.Remove(octet);
            onEngine.Add(octet);
        }
    }

    /// <summary>The octet's network was not made, or is gone.</summary>
    public void GiveBack(int octet)
    {
        lock (gate)
        {
            beingMade.Remove(octet);
            onEngine.Remove(octet);
        }
    }

    /// <summary>The engine refused this octet; when a fresh list does not explain it, something unlisted is in the way: not tried again.</summary>
    public void RefuseUnlessListed(int octet)
    {
        lock (gate)
        {
            if (!onEngine.Contains(octet)) refused.Add(octet);
        }
    }

    /// <summary>Replaces what is known by the subnets (<c>a.b.c.d/len</c>) that exist on the engine.</summary>
    public void Learn(IEnumerable<string> subnets)
    {
        var parsed = subnets.Select(text => IPNetwork.TryParse(text, out var network) ? network : (IPNetwork?)null).OfType<IPNetwork>().ToList();
        lock (gate)
        {
            onEngine.Clear();
            for (var octet = first; octet <= last; octet++)
            {
                if (parsed.Exists(network => Overlaps(network, octet))) onEngine.Add(octet);
            }
        }
    }

    /// <summary>Third octet of a subnet of this prefix, or -1.</summary>
    public int OctetOf(string subnet)
    {
        if (!subnet.StartsWith(prefix + ".", StringComparison.Ordinal)) return -1;
        var rest = subnet.AsSpan(prefix.Length + 1);
        var dot = rest.IndexOf('.');
        return dot > 0 && int.TryParse(rest[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var octet) && octet <= 255 ? octet : -1;
    }

    private bool Overlaps(IPNetwork network, int octet)
    {
        var start = IPAddress.Parse($"{prefix}.{octet}.0");
        return network.Contains(start) || new IPNetwork(start, 24).Contains(network.BaseAddress);
    }
}
