using System.Net;
using System.Net.Sockets;

namespace Flux.TestKit;

/// <summary>
/// Addresses of this machine of which each is one test's alone, also beside another run of the same tests: a test process takes one /16 of 127.160.0.0
/// to 127.223.255.255 that no other process has, and holds it until it ends. For servers whose port is fixed, and for ports at which nobody listens.
/// </summary>
public static class OwnAddress
{
    private const int First = 160;
    private const int Last = 223;

    /// <summary>Bound at the first address of a range, it says that the range is taken. Below the ports that the kernel hands out.</summary>
    private const int ClaimPort = 9_797;

    private static readonly Socket Claim = ClaimRange();
    private static readonly byte Range = ((IPEndPoint)Claim.LocalEndPoint!).Address.GetAddressBytes()[1];
    private static int _last;

    /// <summary>An address that was not given out before; after 65,535 they begin anew.</summary>
    public static IPAddress Take()
    {
        var number = Interlocked.Increment(ref _last);
        return new IPAddress([127, Range, (byte)(number >> 8), (byte)number]);
    }

    private static Socket ClaimRange()
    {
        for (var range = First; range <= Last; range++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
            try
            {
                socket.Bind(new IPEndPoint(new IPAddress([127, (byte)range, 0, 0]), ClaimPort));
                return socket;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                socket.Dispose();
            }
        }
        throw new InvalidOperationException($"{1 + Last - First} test processes have all loopback addresses from 127.{First}.0.0 to 127.{Last}.255.255");
    }
}
