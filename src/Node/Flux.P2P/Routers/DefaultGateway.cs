using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Flux.P2P.Routers;

/// <summary>The router that this machine sends to what is not near.</summary>
internal static class DefaultGateway
{
    /// <summary>Its IPv4 address; null when there is none.</summary>
    public static IPAddress? Find()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces()
                .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .SelectMany(card => card.GetIPProperties().GatewayAddresses)
                .Select(gateway => gateway.Address)
                .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !address.Equals(IPAddress.Any));
        }
        catch (Exception error) when (error is NetworkInformationException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
