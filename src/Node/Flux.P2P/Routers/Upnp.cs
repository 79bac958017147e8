using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Flux.P2P.Routers;

/// <summary>Ports by UPnP (Internet Gateway Device, WANIPConnection and WANPPPConnection).</summary>
internal sealed class Upnp(SsdpSearch search) : IPortProtocol
{
    private const int LifetimeSeconds = 3600;
    private const int ConflictInMappingEntry = 718;
    private const int OnlyPermanentLeases = 725;

    /// <summary>External ports that are tried, from the internal one on, when others have them.</summary>
    private const int MostPorts = 4;

    /// <summary>The router that gave the port last.</summary>
    private RouterService? _router;

    public string Name => "UPnP";

    public async Task<PortMapping> MapAsync(int port, CancellationToken cancellationToken)
    {
        using var http = new RouterHttp();
        var failure = "no router answers";
        if (_router is { } known)
        {
            try
            {
                return await MapAsync(http, known, port, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException error)
            {
                (_router, failure) = (null, error.Message);
            }
        }
        await foreach (var location in search.FindAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                var description = await http.GetAsync(location, cancellationToken).ConfigureAwait(false);
                var service = DeviceDescription.Find(description, location) ?? throw new IOException($"{location} describes no router that gives ports");
                var mapping = await MapAsync(http, service, port, cancellationToken).ConfigureAwait(false);
                _router = service;
                return mapping;
            }
            catch (IOException error)
            {
                failure = error.Message;
            }
        }
        throw new IOException(failure);
    }

    public async Task UnmapAsync(PortMapping mapping, CancellationToken cancellationToken)
    {
        if (_router is not { } router) return;
        using var http = new RouterHttp();
        await CallAsync(http, router, "DeletePortMapping", Who(mapping.External.Port), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<PortMapping> MapAsync(RouterHttp http, RouterService router, int port, CancellationToken cancellationToken)
    {
        var told = await CallAsync(http, router, "GetExternalIPAddress", "", cancellationToken).ConfigureAwait(false);
        if (!IPAddress.TryParse(DeviceDescription.TextOf(told, "NewExternalIPAddress"), out var address)) throw new IOException("the router knows no address of its own");
        var own = OwnAddressTowards(router.Control);
        for (var external = port; ; external++)
        {
            var (error, lifetime) = (await AddAsync(http, router, external, port, own, LifetimeSeconds, cancellationToken).ConfigureAwait(false), LifetimeSeconds);
            if (error == OnlyPermanentLeases) (error, lifetime) = (await AddAsync(http, router, external, port, own, 0, cancellationToken).ConfigureAwait(false), 0);
            if (error == 0) return new PortMapping(new IPEndPoint(address, external), port, TimeSpan.FromSeconds(lifetime));
            if (error != ConflictInMappingEntry || external == port + MostPorts - 1 || external == ushort.MaxValue) throw new IOException($"the router refuses the port with error {error}");
        }
    }

    /// <summary>0, or the router's error code.</summary>
    private static async Task<int> AddAsync(RouterHttp http, RouterService router, int external, int port, IPAddress own, int lifetime, CancellationToken cancellationToken)
    {
        var arguments = Who(external) + string.Create(CultureInfo.InvariantCulture,
            $"<NewInternalPort>{port}</NewInternalPort><NewInternalClient>{own}</NewInternalClient><NewEnabled>1</NewEnabled><NewPortMappingDescription>fluxd</NewPortMappingDescription><NewLeaseDuration>{lifetime}</NewLeaseDuration>");
        var (status, body) = await http.CallAsync(router, "AddPortMapping", arguments, cancellationToken).ConfigureAwait(false);
        return status == HttpStatusCode.OK ? 0 : ErrorOf(body);
    }

    private static async Task<byte[]> CallAsync(RouterHttp http, RouterService router, string action, string arguments, CancellationToken cancellationToken)
    {
        var (status, body) = await http.CallAsync(router, action, arguments, cancellationToken).ConfigureAwait(false);
        return status == HttpStatusCode.OK ? body : throw new IOException($"the router refuses {action} with error {ErrorOf(body)}");
    }

    private static string Who(int external) => string.Create(CultureInfo.InvariantCulture,
        $"<NewRemoteHost></NewRemoteHost><NewExternalPort>{external}</NewExternalPort><NewProtocol>TCP</NewProtocol>");

    // -1 for none: what is no SOAP fault either is refused all the same.
    private static int ErrorOf(byte[] fault) => int.TryParse(DeviceDescription.TextOf(fault, "errorCode"), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code != 0 ? code : -1;

    /// <summary>The address that this machine has on the router's network.</summary>
    private static IPAddress OwnAddressTowards(Uri router)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Parse(router.Host), router.Port);
        return ((IPEndPoint)socket.LocalEndPoint!).Address;
    }
}
