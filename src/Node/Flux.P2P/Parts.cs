using System.Net;
using System.Net.Sockets;
using Flux.P2P.Peers;
using Flux.P2P.Relay;
using Flux.P2P.Routers;
using Flux.P2P.Sync;
using Microsoft.Extensions.Logging;

namespace Flux.P2P;

/// <summary>
/// Builds the parts of a peer network and joins them: Peers (who is connected), Sync (headers and blocks that we lack), Relay (what others
/// lack). Nobody but <see cref="PeerNetwork"/> sees it; the parts get what they need through their constructors.
/// </summary>
internal sealed class Parts
{
    public Parts(P2POptions options, IChainPort chain, IMempoolPort mempool, TimeProvider time, ILoggerFactory logs)
    {
        var rules = options.Rules;
        var random = new Random();
        Clock = new MonotonicClock(time);
        Loop = new NetworkLoop(logs.CreateLogger<NetworkLoop>());
        Bans = new BanList(Clock, options.DataDirectory is { } bans ? new ListFile<BanFacts>(bans, "bans.json", PeerFiles.Default.ListBanFacts, logs.CreateLogger<BanList>()) : null);
        Book = new AddressBook(Clock, options.DataDirectory is { } book ? new ListFile<KnownAddress>(book, "peers.json", PeerFiles.Default.ListKnownAddress, logs.CreateLogger<AddressBook>()) : null,
            rules.AllowPrivateAddresses, rules.LongestRetryPause * 10, random);
        Own = new OwnAddresses(options, Book);
        Conduct = new Conduct(options, Peers, Bans, Clock, logs.CreateLogger<Conduct>());
        Admission = new Admission(options, Peers, Bans, Conduct);
        Liveness = new Liveness(rules, chain, Peers, Conduct, Clock);
        Addresses = new AddressExchange(options, Peers, Conduct, Book, Own, Clock, random);
        CatchUp = new CatchUp(rules, chain, Clock);
        Knowledge = new PeerKnowledge(chain);
        Download = new BlockDownload(rules, chain, Peers, Conduct, Knowledge, Clock, logs.CreateLogger<BlockDownload>());
        Headers = new HeaderSync(rules, chain, Loop, Peers, Conduct, Knowledge, Download, Clock, logs.CreateLogger<HeaderSync>());
        Announcer = new BlockAnnouncer(chain, Peers, Knowledge, CatchUp);
        CompactAnnouncers = new CompactAnnouncers(rules);
        Relay = new TransactionRelay(rules, CatchUp, mempool, Loop, Peers, Clock, random);
        Requests = new TransactionRequests(Clock);
        Orphans = new OrphanTransactions(Clock, options.MaxOrphans);
        Facts = new PeerFactsReader(Clock, chain);
        Dialer = new Dialer(options, Clock, logs.CreateLogger<Dialer>());
        var handshake = new Handshake(options, chain, Peers, Conduct, Book, Own, Addresses, Headers, Liveness, Clock, logs.CreateLogger<Handshake>());
        var blocks = new BlockIntake(chain, Loop, Conduct, Knowledge, Headers, Download, CompactAnnouncers, logs.CreateLogger<BlockIntake>());
        Transactions = new TransactionIntake(chain, CatchUp, mempool, Loop, Peers, Conduct, Requests, Orphans, Relay,
            logs.CreateLogger<TransactionIntake>());
        var compactBlocks = new CompactBlockIntake(chain, mempool, Loop, Conduct, Knowledge, CatchUp, Headers, blocks, Download);
        Serving = new Serving(options, chain, mempool, Loop, Conduct, Knowledge);
        var router = new MessageRouter(Loop, Peers, Conduct, handshake, Liveness, Addresses, Headers, blocks, Download, Knowledge, Transactions, Requests,
            Relay, Serving, compactBlocks, new FilterIntake(options, Conduct), CatchUp, chain, logs.CreateLogger<MessageRouter>());
        Sessions = new PeerSessions(options, Loop, Peers, Admission, Conduct, handshake, router, Totals, Clock, logs.CreateLogger<PeerSessions>());
        Listener = new Listener(Sessions, Clock, logs.CreateLogger<Listener>());
        Configured = new ConfiguredPeers(rules, Loop, Peers, Bans, Admission, Dialer, Sessions, Clock, random);
        Outbound = new OutboundKeeper(options, Loop, Peers, Bans, Admission, Book, Dialer, Configured,
            options.DataDirectory is { } anchors ? new ListFile<string>(anchors, "anchors.json", PeerFiles.Default.ListString, logs.CreateLogger<OutboundKeeper>()) : null, Clock);
        Names = new ExternalNames(options.ExternalNames, rules.DefaultPort, Dialer, SetNamedAsync, time, logs.CreateLogger<ExternalNames>());
        Peers.Removed += OnRemoved;
    }

    public MonotonicClock Clock { get; }

    public NetworkLoop Loop { get; }

    public PeerTable Peers { get; } = new();

    public TrafficTotals Totals { get; } = new();

    public BanList Bans { get; }

    public AddressBook Book { get; }

    public Conduct Conduct { get; }

    public Admission Admission { get; }

    public Liveness Liveness { get; }

    public AddressExchange Addresses { get; }

    public CatchUp CatchUp { get; }

    public PeerKnowledge Knowledge { get; }

    public HeaderSync Headers { get; }

    public BlockDownload Download { get; }

    public BlockAnnouncer Announcer { get; }

    public CompactAnnouncers CompactAnnouncers { get; }

    public TransactionRelay Relay { get; }

    public TransactionRequests Requests { get; }

    public OrphanTransactions Orphans { get; }

    public TransactionIntake Transactions { get; }

    public Serving Serving { get; }

    public PeerFactsReader Facts { get; }

    public Dialer Dialer { get; }

    public PeerSessions Sessions { get; }

    public Listener Listener { get; }

    public ConfiguredPeers Configured { get; }

    public OutboundKeeper Outbound { get; }

    public OwnAddresses Own { get; }

    public ExternalNames Names { get; }

    /// <summary>Keeps a port of the router that leads to the first IPv4 address we listen on; null where the operator does not want that. Call it once, when listening.</summary>
    public PortKeeper? KeepPort(P2POptions options, TimeProvider time, ILoggerFactory logs)
    {
        var protocols = new List<IPortProtocol>();
        if (options.MapsByNatPmp) protocols.Add(new NatPmp(options.NatPmpRouter, time));
        if (options.MapsByUpnp) protocols.Add(new Upnp(new SsdpSearch(options.UpnpSearch ?? SsdpSearch.Multicast, time)));
        var port = Listener.EndPoints.FirstOrDefault(own => own.AddressFamily == AddressFamily.InterNetwork)?.Port;
        return protocols.Count == 0 || port is null ? null : new PortKeeper(port.Value, protocols, SetMappedAsync, time, logs.CreateLogger<PortKeeper>());
    }

    /// <summary>Once a second, in the loop.</summary>
    public void OnTick()
    {
        Liveness.OnTick();
        Headers.OnTick();
        Download.OnTick();
        Requests.OnTick();
        Orphans.OnTick();
        Relay.OnTick();
        Addresses.OnTick();
        Outbound.OnTick();
    }

    public NetworkCounts Count()
    {
        var ready = Peers.Ready.ToList();
        return new NetworkCounts
        {
            Inbound = ready.Count(peer => peer.Inbound),
            Outbound = ready.Count(peer => !peer.Inbound),
            BlocksInFlight = ready.Sum(peer => peer.Sync.InFlight.Count),
            Bans = Bans.InForce().Count,
            KnownAddresses = Book.Count,
            TriedAddresses = Book.TriedCount,
            OrphanTransactions = Orphans.Count,
            DroppedAtFault = Conduct.DroppedAtFault,
            HeldBytes = ready.Sum(peer => Facts.Read(peer).HeldBytes),
        };
    }

    private Task SetNamedAsync(IReadOnlyList<IPEndPoint> addresses) => Loop.DoAsync(() => TellWhen(Own.SetNamed(addresses)), CancellationToken.None);

    private Task SetMappedAsync(IPEndPoint? address) => Loop.DoAsync(() => TellWhen(Own.SetMapped(address)), CancellationToken.None);

    private void TellWhen(bool isNews)
    {
        if (isNews) Addresses.TellAll();
    }

    private void OnRemoved(Peer peer)
    {
        Requests.OnRemoved(peer);
        Orphans.RemoveOf(peer);
        Download.OnRemoved(peer);
        CompactAnnouncers.OnRemoved(peer);
    }
}
