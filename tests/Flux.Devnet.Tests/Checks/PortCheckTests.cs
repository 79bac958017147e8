using System.Net;
using System.Net.Sockets;
using Flux.Devnet.Checks;

namespace Flux.Devnet.Tests.Checks;

public sealed class PortCheckTests
{
    [Fact]
    public void Names_the_port_and_the_process_that_has_it()
    {
        using var taken = new TcpListener(IPAddress.Parse("127.20.0.1"), 0);
        taken.Start();

        var refused = Should.Throw<DevnetException>(() => PortCheck.Require((IPEndPoint)taken.LocalEndpoint, "RPC of node1"));

        refused.Message.ShouldContain($"Port {((IPEndPoint)taken.LocalEndpoint).Port} at 127.20.0.1 (RPC of node1) is taken by process {Environment.ProcessId}: ");
        refused.Problem.ShouldBe(DevnetProblem.Unreachable);
    }

    [Fact]
    public void Sees_a_listener_on_every_address()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refused = Should.Throw<DevnetException>(() => PortCheck.Require(new IPEndPoint(IPAddress.Parse("127.20.0.2"), port), "RPC"));

        refused.Message.ShouldContain($"process {Environment.ProcessId}");
    }

    // Below the ports that the kernel hands out.
    [Fact]
    public void Is_content_with_a_free_port() => Should.NotThrow(() => PortCheck.Require(new IPEndPoint(IPAddress.Parse("127.20.0.3"), 20_003), "RPC"));
}
