using System.Net;

namespace Flux.P2P.Wire;

/// <summary>Address of a node as version and addr carry it (chain reference §11.3).</summary>
/// <param name="Services">Service bits.</param>
/// <param name="Ip">An IPv6 address; IPv4 is mapped (::ffff:a.b.c.d).</param>
/// <param name="Port">TCP port.</param>
internal readonly record struct NetAddress(ulong Services, IPAddress Ip, ushort Port)
{
    /// <summary>The address as sockets use it: IPv4 where it is mapped.</summary>
    public IPEndPoint ToEndPoint() => new(Ip.IsIPv4MappedToIPv6 ? Ip.MapToIPv4() : Ip, Port);

    public static NetAddress Of(IPEndPoint? endPoint, ulong services) =>
        endPoint is null
            ? new NetAddress(services, IPAddress.Any.MapToIPv6(), 0)
            : new NetAddress(services, endPoint.Address.MapToIPv6(), (ushort)endPoint.Port);
}
