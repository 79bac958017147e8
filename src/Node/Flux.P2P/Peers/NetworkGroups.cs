using System.Net;
using System.Net.Sockets;

namespace Flux.P2P.Peers;

/// <summary>Which addresses are likely of one owner, and which are of use to others.</summary>
internal static class NetworkGroups
{
    /// <summary>/16 of IPv4, /32 of IPv6; private and loopback addresses are each their own group.</summary>
    public static string Of(IPAddress address)
    {
        if (!IsPublic(address)) return address.ToString();
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? $"{bytes[0]}.{bytes[1]}"
            : Convert.ToHexStringLower(bytes.AsSpan(0, 4));
    }

    /// <summary>False for loopback, private, link-local, shared, documentation, multicast and reserved addresses.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork ? IsPublic4(bytes) : IsPublic6(address, bytes);
    }

    /// <summary>True when an address names one machine: not 0.0.0.0, not multicast, not broadcast.</summary>
    public static bool IsUsable(IPEndPoint endPoint)
    {
        var bytes = endPoint.Address.GetAddressBytes();
        if (endPoint.Port == 0 || !bytes.AsSpan().ContainsAnyExcept((byte)0)) return false;
        return endPoint.AddressFamily == AddressFamily.InterNetwork ? bytes[0] is > 0 and < 224 : !endPoint.Address.IsIPv6Multicast;
    }

    private static bool IsPublic4(ReadOnlySpan<byte> a) => a[0] switch
    {
        0 or 10 or 127 or >= 224 => false,
        100 => a[1] is < 64 or > 127,
        169 => a[1] != 254,
        172 => a[1] is < 16 or > 31,
        192 => a[1] != 168 && !(a[1] == 0 && a[2] is 0 or 2),
        198 => a[1] is not (18 or 19) && !(a[1] == 51 && a[2] == 100),
        203 => !(a[1] == 0 && a[2] == 113),
        _ => true,
    };

    private static bool IsPublic6(IPAddress address, ReadOnlySpan<byte> bytes) =>
        bytes[0] is >= 0x20 and <= 0x3f && !address.IsIPv6Teredo && !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == 0xb8);
}
