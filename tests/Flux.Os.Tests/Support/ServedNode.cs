using System.Net;
using Flux.Apps.Messages;
using Flux.Os.Api;
using Flux.Os.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flux.Os.Tests.Support;

/// <summary>A node that other nodes reach at its address: its gossip socket and the routes that nodes ask each other for.</summary>
internal sealed class ServedNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();
    private Task _dialing = Task.CompletedTask;

    private ServedNode(Node node, string address)
    {
        (Node, Address) = (node, NodeAddress.TryParse(address, out var read) ? read : default);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(address), NodeAddress.DefaultPort));
        builder.Services.AddRateLimiter(RateLimits.Set);
        builder.Services.AddSingleton(node.Registry).AddSingleton(node.Sets).AddSingleton(node.Gossip);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.UseRateLimiter();
        RegistryEndpoints.Map(_app);
        ReconciliationEndpoints.Map(_app);
        GossipEndpoint.Map(_app, TimeProvider.System.GetUtcNow(), TimeProvider.System);
    }

    public Node Node { get; }

    public NodeAddress Address { get; }

    public static async Task<ServedNode> StartAsync(StubFluxd fluxd, ManualTime time, string address, NodeIdentity? identity = null, string network = "local")
    {
        var served = new ServedNode(new Node(fluxd, time, identity: identity, address: address, network: network), address);
        await served._app.StartAsync();
        return served;
    }

    /// <summary>A node of the existing network that dialled from a port of this machine and was let in.</summary>
    public async Task<ForeignPeer> MeetAsync(int port, string from = "127.0.0.1", bool isReconnect = false)
    {
        var peer = await ForeignPeer.DialAsync(Address, port, from, isReconnect);
        // Its own end is connected before this node has taken it over.
        await Eventually.HoldsAsync(() => Node.Gossip.Peers.Any(known => known.Address.IpText == from && known.Address.Port == port));
        return peer;
    }

    /// <summary>Dials its neighbours, as a running node does.</summary>
    public void Dial() => _dialing = Node.Gossip.RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Node.Gossip.Stop();
        await _dialing;
        await _app.DisposeAsync();
        Node.Dispose();
        _stop.Dispose();
    }
}
