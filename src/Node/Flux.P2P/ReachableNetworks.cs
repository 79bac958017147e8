namespace Flux.P2P;

/// <summary>Kinds of addresses that are dialled (-onlynet).</summary>
[Flags]
public enum ReachableNetworks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>IPv4.</summary>
    IPv4 = 1,

    /// <summary>IPv6.</summary>
    IPv6 = 2,

    /// <summary>Onion names, through a proxy.</summary>
    Onion = 4,

    /// <summary>All of them.</summary>
    All = IPv4 | IPv6 | Onion,
}
