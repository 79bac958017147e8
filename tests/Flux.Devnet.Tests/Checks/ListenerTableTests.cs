using System.Net;
using Flux.Devnet.Checks;

namespace Flux.Devnet.Tests.Checks;

public sealed class ListenerTableTests
{
    // Layout of proc(5): slot, local address, remote address, state, queues, timer, retransmits, user, timeout, inode.
    private const string Listening = "   0: 0B00107F:6671 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 5551 1 0000000000000000 100 0 0 10 0";
    private const string Connected = "   1: 0B00107F:6671 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 5552 1 0000000000000000 20 4 30 10 -1";
    private const string AnyV6 = "   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 5553 1 0 100 0 0 10 0";

    [Fact]
    public void Reads_listeners_only() =>
        ListenerTable.Parse([Listening, Connected]).ShouldBe([new Listener(new IPEndPoint(IPAddress.Parse("127.16.0.11"), 26225), 5551)]);

    [Fact]
    public void Reads_version_6_addresses() =>
        ListenerTable.Parse([AnyV6]).ShouldBe([new Listener(new IPEndPoint(IPAddress.IPv6Any, 8080), 5553)]);
}
