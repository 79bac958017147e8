using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Flux.P2P.Peers;

/// <summary>Somebody to connect to.</summary>
/// <param name="Address">Where; for a name that only a proxy can resolve, an internal address that stands for the name.</param>
/// <param name="Name">The name for the proxy; null when the address is real.</param>
internal sealed record PeerTarget(IPEndPoint Address, string? Name = null)
{
    /// <summary>It can only be reached through an onion proxy.</summary>
    public bool IsOnion => Name?.EndsWith(".onion", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>A name that is not to be resolved here. Its address is of fd6b:88c0:8724::/48, which leads nowhere and is never passed on.</summary>
    public static PeerTarget Of(string name, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        ReadOnlySpan<byte> prefix = [0xfd, 0x6b, 0x88, 0xc0, 0x87, 0x24];
        prefix.CopyTo(bytes);
        SHA256.HashData(Encoding.ASCII.GetBytes(name.ToLowerInvariant())).AsSpan(0, 10).CopyTo(bytes[6..]);
        return new PeerTarget(new IPEndPoint(new IPAddress(bytes), port), name);
    }
}
