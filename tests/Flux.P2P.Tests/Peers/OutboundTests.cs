using System.Net;
using System.Net.Sockets;
using Flux.P2P.Peers;
using Flux.P2P.Tests.Support;
using Flux.P2P.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.P2P.Tests.Peers;

/// <summary>Whom a node dials by itself: anchors of its last run first, then its address book, one of each network group; and feelers, which only look.</summary>
public sealed class OutboundTests : IDisposable
{
    private const int FeelerSeconds = 2;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("flux-outbound-");
    private readonly ManualTime _time = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Anchors_are_dialled_before_the_addresses_of_the_book_and_not_where_their_group_is_taken_or_banned()
    {
        Remember("9.1.0.1:5", "9.1.9.9:5", "9.2.0.1:5", "9.3.0.1:5");
        Know([.. Enumerable.Range(0, 20).Select(i => $"9.4.0.{i}:5")]);
        await using var there = await TestNode.StartAsync();
        await using var proxy = new SocksServer(there.EndPoint);
        await using var node = await StartBehindAsync(proxy);
        await node.Network.BanAsync("9.2.0.0/16", _time.GetUtcNow().AddHours(1));

        await DialsAsync(node, proxy, 3);

        proxy.Asked[..2].ShouldBe(["9.1.0.1:5", "9.3.0.1:5"], "the second is of the group of the first, the third is banned");
        proxy.Asked[2].ShouldStartWith("9.4.0.");
    }

    [Fact]
    public async Task Outgoing_connections_lead_to_different_network_groups()
    {
        Know([.. from third in Enumerable.Range(0, 20) from second in Enumerable.Range(1, 3) select $"9.{second}.{third}.1:5"]);
        await using var there = await TestNode.StartAsync();
        await using var proxy = new SocksServer(there.EndPoint);
        await using var node = await StartBehindAsync(proxy);

        await DialsAsync(node, proxy, 3);
        for (var i = 0; i < 10; i++) await node.PassAsync(_time, Second);

        await node.HasConnectionsAsync(3);
        var groups = (await node.Network.PeersAsync()).Select(peer => NetworkGroups.Of(peer.Address.Address));
        groups.Order(StringComparer.Ordinal).ShouldBe(["9.1", "9.2", "9.3"]);
        proxy.Asked.Count.ShouldBe(3, "nobody else was dialled");
    }

    [Fact]
    public async Task The_next_run_begins_with_whom_this_one_was_connected_to_longest()
    {
        await using var there = await TestNode.StartAsync();
        Know(there.Name);
        await using (var node = await StartAsync())
        {
            await node.PassAsync(_time, Second);
            await node.HasConnectionsAsync(1);
        }
        File.ReadAllText(PathOf("anchors.json")).ShouldContain(there.Name);
        File.Delete(PathOf("peers.json"));

        await using var again = await StartAsync();
        await again.PassAsync(_time, Second);
        await again.HasConnectionsAsync(1);
    }

    [Fact]
    public async Task A_feeler_hears_the_version_and_leaves_and_the_address_is_one_that_answered()
    {
        using var anchor = ScriptedPeer.Listen();
        using var told = ScriptedPeer.Listen();
        Remember(NameOf(anchor));
        Know(NameOf(told));
        await using (var node = await StartAsync())
        {
            await using var connected = await DialledAsync(node, anchor);
            await using var felt = await DialledAsync(node, told);
            await felt.ExpectAsync<VersionMessage>();
            await felt.SendAsync(ScriptedPeer.Version);

            (await felt.ExpectEndAsync()).ShouldBeEmpty("neither verack nor a question");
            (await node.Network.KnownAddressesAsync()).Tried.ShouldBe(1);
            (await node.Network.PeersAsync()).ShouldHaveSingleItem().Address.ToString().ShouldBe(NameOf(anchor));
        }
        Entry(NameOf(told)).IsTried.ShouldBeTrue();
    }

    [Fact]
    public async Task A_feeler_does_not_go_to_an_address_that_answered_before()
    {
        using var anchor = ScriptedPeer.Listen();
        using var told = ScriptedPeer.Listen();
        using var answered = ScriptedPeer.Listen();
        Remember(NameOf(anchor));
        Write("peers.json", [Known(NameOf(told)), Known(NameOf(answered)) with { IsTried = true, Succeeded = Now }]);
        await using (var node = await StartAsync())
        {
            await using var connected = await DialledAsync(node, anchor);
            await using var felt = await DialledAsync(node, told);
            for (var i = 0; i < 10; i++) await node.PassAsync(_time, Second);
        }
        Entry(NameOf(told)).Tried.ShouldBeGreaterThan(0);
        Entry(NameOf(answered)).Tried.ShouldBe(0, "it was never dialled");
    }

    [Fact]
    public async Task A_feeler_takes_no_place_of_an_outgoing_connection()
    {
        using var anchor = ScriptedPeer.Listen();
        using var told = ScriptedPeer.Listen();
        using var next = ScriptedPeer.Listen();
        Remember(NameOf(anchor));
        Know(NameOf(told));
        await using var node = await StartAsync();
        await using var teacher = await ScriptedPeer.ReadyAsync(node);
        await using (var connected = await DialledAsync(node, anchor))
        await using (var felt = await DialledAsync(node, told))
        {
            // The feeler stands, the only outgoing connection ends.
            await connected.DisposeAsync();
            await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync()).All(peer => peer.Address.ToString() != NameOf(anchor)), "it ended");
            await teacher.SendAsync(new AddrMessage([new TimedAddress((uint)Now, NetAddress.Of((IPEndPoint)next.LocalEndPoint!, 1))]));
            await teacher.SettleAsync();

            await using var another = await DialledAsync(node, next);
            await another.ExpectAsync<VersionMessage>();
            await another.SendAsync(ScriptedPeer.Version);
            await another.ExpectAsync<VerackMessage>();
            (await node.Network.PeersAsync()).Count(peer => !peer.Inbound).ShouldBe(2, "the feeler and one for which there was a place");
        }
    }

    [Fact]
    public async Task Where_the_operator_says_whom_to_connect_to_nobody_else_is_dialled()
    {
        await using var there = await TestNode.StartAsync();
        using var anchor = ScriptedPeer.Listen();
        using var told = ScriptedPeer.Listen();
        Remember(NameOf(anchor));
        Know(NameOf(anchor), NameOf(told));
        await using (var node = await StartAsync(options => options with { Connect = [there.Name] }))
        {
            await node.HasConnectionsAsync(1);
            for (var i = 0; i < 10; i++) await node.PassAsync(_time, Second);
        }
        foreach (var listener in new[] { anchor, told })
        {
            Entry(NameOf(listener)).Tried.ShouldBe(0, "it was never dialled");
            listener.Poll(TimeSpan.Zero, SelectMode.SelectRead).ShouldBeFalse("nobody has connected");
        }
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A node with room for one outgoing connection, on loopback, where every address is a group of its own.</summary>
    private Task<TestNode> StartAsync(Func<P2POptions, P2POptions>? change = null) => TestNode.StartAsync(
        change: options =>
        {
            options = options with { DataDirectory = _directory.FullName, MaxOutbound = 1, Rules = options.Rules with { FeelerInterval = FeelerSeconds * Second } };
            return change?.Invoke(options) ?? options;
        },
        time: _time);

    /// <summary>A node that dials public addresses, all of which the proxy leads to one place.</summary>
    private Task<TestNode> StartBehindAsync(SocksServer proxy) => TestNode.StartAsync(
        change: options => options with
        {
            DataDirectory = _directory.FullName,
            Proxy = new SocksProxy(proxy.Address),
            Rules = options.Rules with { AllowPrivateAddresses = false, FeelerInterval = TimeSpan.FromDays(1) },
        },
        time: _time);

    /// <summary>Lets seconds pass, each until the dialling that it began is done, until the proxy was asked for so many addresses.</summary>
    private async Task DialsAsync(TestNode node, SocksServer proxy, int count)
    {
        for (var dialled = 1; dialled <= count; dialled++)
        {
            await node.PassAsync(_time, Second);
            await node.HasConnectionsAsync(dialled);
        }
        proxy.Asked.Count.ShouldBe(count);
    }

    /// <summary>Lets seconds pass until the node has connected to a listener, and knows it: the system tells the listener first.</summary>
    private async Task<ScriptedPeer> DialledAsync(TestNode node, Socket listener)
    {
        var accepted = ScriptedPeer.AcceptAsync(listener);
        for (var i = 0; i < 2 * FeelerSeconds && !accepted.IsCompleted; i++) await node.PassAsync(_time, Second);
        var peer = await accepted;
        await Eventually.BecomesTrueAsync(async () => (await node.Network.PeersAsync()).Any(known => known.Address.ToString() == NameOf(listener)), "the node knows");
        return peer;
    }

    private void Remember(params string[] anchors) => new ListFile<string>(_directory.FullName, "anchors.json", PeerFiles.Default.ListString, NullLogger.Instance).Write(anchors);

    private void Know(params string[] addresses) => Write("peers.json", [.. addresses.Select(Known)]);

    private KnownAddress Known(string address) => new() { Address = address, Services = 1, Seen = Now, Source = address };

    private void Write(string name, KnownAddress[] entries) => BookFile(name).Write(entries);

    private KnownAddress Entry(string address) => BookFile("peers.json").Read().Single(entry => entry.Address == address);

    private ListFile<KnownAddress> BookFile(string name) => new(_directory.FullName, name, PeerFiles.Default.ListKnownAddress, NullLogger.Instance);

    private string PathOf(string name) => Path.Combine(_directory.FullName, name);

    private static string NameOf(Socket listener) => listener.LocalEndPoint!.ToString()!;
}
