using System.Net;
using System.Net.Sockets;

namespace Flux.TestKit;

/// <summary>
/// Addresses of this machine, in 127.160.0.0/11, of which each is one test's alone, also beside another run of the same tests. For servers whose
/// port is fixed, and for ports at which nobody listens.
/// </summary>
public static class OwnAddress
{
    // Whoever listens there has the address. Below the ports that the kernel hands out.
    private const int ClaimPort = 9_797;

    private static readonly Lock Gate = new();
    private static readonly List<Socket> Claims = [];

    /// <summary>An address that stays this process's to its end.</summary>
    public static IPAddress Take()
    {
        while (true)
        {
            var address = new IPAddress([127, (byte)Random.Shared.Next(160, 192), (byte)Random.Shared.Next(256), (byte)Random.Shared.Next(1, 255)]);
            if (TryClaim(address)) return address;
        }
    }

    private static bool TryClaim(IPAddress address)
    {
        var claim = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            claim.Bind(new IPEndPoint(address, ClaimPort));
            claim.Listen();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            claim.Dispose();
            return false;
        }
        lock (Gate) Claims.Add(claim);
        return true;
    }
}
