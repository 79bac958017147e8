using System.Net;
using System.Net.Sockets;

namespace Flux.Daemon.Rpc.Json;

/// <summary>Subnets as fluxd reads and prints them: the mask as an address, not as a number of bits.</summary>
internal static class SubnetText
{
    /// <summary>An address, address/bits or address/mask.</summary>
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address)) return false;
        var most = address.GetAddressBytes().Length * 8;
        var bits = most;
        if (slash >= 0 && !int.TryParse(text.AsSpan(slash + 1), out bits) && !TryReadMask(text[(slash + 1)..], address.AddressFamily, out bits)) return false;
        if (bits < 0 || bits > most) return false;
        network = new IPNetwork(Masked(address, bits), bits);
        return true;
    }

    /// <summary><c>1.2.3.0/255.255.255.0</c>.</summary>
    public static string Of(string subnet) => TryParse(subnet, out var network) ? $"{network.BaseAddress}/{Mask(network)}" : subnet;

    private static IPAddress Mask(IPNetwork network)
    {
        var bytes = new byte[network.BaseAddress.GetAddressBytes().Length];
        for (var i = 0; i < network.PrefixLength; i++) bytes[i / 8] |= (byte)(0x80 >> (i % 8));
        return new IPAddress(bytes);
    }

    private static IPAddress Masked(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = bits; i < bytes.Length * 8; i++) bytes[i / 8] &= (byte)~(0x80 >> (i % 8));
        return new IPAddress(bytes);
    }

    private static bool TryReadMask(string text, AddressFamily family, out int bits)
    {
        bits = 0;
        if (!IPAddress.TryParse(text, out var mask) || mask.AddressFamily != family) return false;
        var bytes = mask.GetAddressBytes();
        while (bits < bytes.Length * 8 && (bytes[bits / 8] & (0x80 >> (bits % 8))) != 0) bits++;
        for (var i = bits; i < bytes.Length * 8; i++)
        {
            if ((bytes[i / 8] & (0x80 >> (i % 8))) != 0) return false;
        }
        return true;
    }
}
