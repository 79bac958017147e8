using System.Net;
using System.Net.Sockets;

namespace Flux.TestKit;

/// <summary>
/// Loopback addresses that are this test process's own: it takes one /16 of 127.160.0.0 to 127.223.255.255 that no other process has, and holds it until
/// it ends. Tests may listen there on any port, also a fixed one, whatever else runs on the machine.
/// </summary>
public static class LoopbackAddresses
{
    private const int First = 160;
    private const int Last = 223;

    /// <summary>Bound at the first address of a range, it says that the range is taken.</summary>
    private const int ClaimPort = 20_001;

    private static readonly Socket Claim = ClaimRange();
    private static readonly byte Range = ((IPEndPoint)Claim.LocalEndPoint!).Address.GetAddressBytes()[1];
    private static int _last;

    /// <summary>An address that was not given out before; after 65,535 they begin anew.</summary>
    public static IPAddress Next()
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
