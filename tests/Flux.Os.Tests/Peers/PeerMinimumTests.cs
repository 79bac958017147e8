using System.Net;
using Flux.Apps.Messages;
using Flux.Orchestration;
using Flux.Os.Options;
using Flux.Os.Peers;

namespace Flux.Os.Tests.Peers;

/// <summary>How many peers a node needs before it speaks for its network (FluxOS reference §4.7).</summary>
public sealed class PeerMinimumTests
{
    [Theory]
    [InlineData("main", true, 1_000, 8, 7, 4, 3, true)]
    [InlineData("main", true, 1_000, 7, 7, 4, 3, false)]
    [InlineData("main", true, 1_000, 8, 6, 4, 3, false)]
    [InlineData("main", true, 1_000, 8, 7, 3, 3, false)]
    [InlineData("main", true, 1_000, 8, 7, 4, 2, false)]
    [InlineData("classic", false, 1_000, 8, 7, 0, 0, true)]
    [InlineData("classic", true, 2, 2, 2, 2, 2, true)]
    [InlineData("classic", true, 2, 1, 1, 2, 2, false)]
    [InlineData("local", true, 5, 1, 1, 0, 0, true)]
    [InlineData("local", true, 5, 0, 0, 4, 4, false)]
    [InlineData("local", true, 0, 0, 0, 0, 0, true)]
    public void Is_that_of_the_network(string network, bool isNode, int others, int outgoing, int outgoingAddresses, int incoming, int incomingAddresses, bool enough)
    {
        var options = new OsOptions { Name = "n", Network = network, DataFolder = "", Address = IPAddress.Loopback, ApiPort = 16127, NodeKey = isNode ? "k" : "", Fluxd = new Uri("http://127.0.0.1"), Orchestration = new OrchestrationOptions { NodeName = "n", AppsFolder = "" } };
        var peers = Peers(PeerDirection.Outbound, outgoing, outgoingAddresses).Concat(Peers(PeerDirection.Inbound, incoming, incomingAddresses)).ToList();
        var lacking = PeerMinimum.Of(options, others).WhyTooFew(peers);
        if (enough) lacking.ShouldBeNull();
        else lacking.ShouldNotBeNull();
    }

    private static IEnumerable<PeerFacts> Peers(PeerDirection direction, int count, int addresses) => Enumerable.Range(0, count).Select(i =>
        new PeerFacts(new NodeAddress((uint)(i % Math.Max(1, addresses)), 16127 + (10 * i)), direction, DateTimeOffset.UnixEpoch, "", 0, 0));
}
