using System.Net;
using Flux.Daemon.Rpc.Json;

namespace Flux.Daemon.Rpc.Http;

/// <summary><c>-rpcallowip</c>: loopback always, and the networks given.</summary>
internal sealed class RpcAllowList(IReadOnlyList<IPNetwork> networks)
{
    public bool Allows(IPAddress? address)
    {
        if (address is null) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) || networks.Any(n => n.Contains(address));
    }

    /// <summary>Reads one value: an address, address/bits or address/mask.</summary>
    public static bool TryParse(string text, out IPNetwork network) => SubnetText.TryParse(text, out network);
}
