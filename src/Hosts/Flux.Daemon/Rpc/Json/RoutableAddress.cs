using System.Net;
using System.Net.Sockets;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Addresses that everybody on the internet can reach; fluxd names the network of no others.</summary>
internal static class RoutableAddress
{
    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.2.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "255.255.255.255/32", "::/128", "::1/128", "2001:db8::/32", "2001:10::/28", "fc00::/7", "fe80::/64",
        }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return !Private.Any(network => network.Contains(address));
    }
}
