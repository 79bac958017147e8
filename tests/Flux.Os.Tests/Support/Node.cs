using System.Net;
using Flux.Apps.Registry;
using Flux.Contracts.Rpc;
using Flux.Orchestration;
using Flux.Os.Following;
using Flux.Os.Identity;
using Flux.Os.Options;
using Flux.Os.Peers;
using Flux.Os.Reconciliation;
using Flux.Os.Registry;
using Flux.Os.Secrets;
using Flux.Os.Settings;
using Flux.Os.Storage;
using Flux.Os.Watching;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Os.Tests.Support;

/// <summary>The parts of one fluxos, wired as the host wires them, on a stub fluxd, a stub container side and a clock of the test.</summary>
internal sealed class Node : IDisposable
{
    public const string Address = "127.99.0.11";

    /// <summary>The node key of a node that was given none.</summary>
    public static readonly NodeIdentity Identity = Keys.Node(21);

    private readonly string _folder;
    private readonly bool _ownsFolder;
    private readonly FluxdClient _client;
    private readonly CancellationTokenSource _stop = new();
    private Task? _following;
    private string _told = "";

    /// <param name="standing">The timers of its instances wait for the test's clock.</param>
    public Node(StubFluxd fluxd, ManualTime time, string? folder = null, NodeIdentity? identity = null, string address = Address, string network = "local", bool standing = false)
    {
        (_folder, _ownsFolder, Time) = (folder ?? Directory.CreateTempSubdirectory("flux-os-tests-").FullName, folder is null, time);
        _client = fluxd.Client();
        var options = Options = new OsOptions
        {
            Name = "node1",
            Network = network,
            DataFolder = _folder,
            Address = IPAddress.Parse(address),
            ApiPort = 16127,
            NodeKey = "of no matter here",
            Fluxd = fluxd.Address,
            Orchestration = new OrchestrationOptions { NodeName = "node1", AppsFolder = _folder },
        };
        var database = OsDatabase.Open(_folder);
        Follower = new ChainFollower(_client, time, NullLogger<ChainFollower>.Instance);
        Gossip = new GossipNetwork(options, Follower, time, NullLogger<GossipNetwork>.Instance);
        Registry = new RegistryService(database, _client, RegistryRules.Own, time, NullLogger<RegistryService>.Instance);
        Follower.Changed += Registry.FollowAsync;
        Pulses = new PulseTable(time);
        Declines = new DeclineBook(Gossip, Follower, database, time);
        var walks = new AppWalks(Registry, Follower, Declines);
        Secrets = new SecretKeeper(new NodeKeyHolder(identity), walks, Follower, Gossip, time, NullLogger<SecretKeeper>.Instance);
        Local = new LocalInstances(new KeeperHolder(null, Host), database, Registry, Follower, Gossip, new NodeKeyHolder(identity ?? Identity), Declines, Secrets, new NodeSettingsStore(options), standing ? time.WithTimers : time, NullLogger<LocalInstances>.Instance);
        Messages = new MessageExchange(Registry, Gossip, Follower, new NodeKeyHolder(identity ?? Identity), time, NullLogger<MessageExchange>.Instance);
        Reports = new ReportBook(Gossip, Follower, time);
        Sets = new SetSnapshots([new UnpaidSet(Registry, time), new DeclineSet(Declines)], time);
        Reconciler = new Reconciler(Sets, Gossip, time, NullLogger<Reconciler>.Instance);
        Watcher = new AppWatcher(Registry, Follower, Gossip, Pulses, Local, Declines, walks, Close, time, NullLogger<AppWatcher>.Instance);
        // The last to be told: by then every part is done with the block.
        Follower.Changed += (picture, _) =>
        {
            Volatile.Write(ref _told, picture.Tip.ToString());
            return Task.CompletedTask;
        };
    }

    public ManualTime Time { get; }

    public OsOptions Options { get; }

    public StubHost Host { get; } = new();

    public ChainFollower Follower { get; }

    public GossipNetwork Gossip { get; }

    public RegistryService Registry { get; }

    public PulseTable Pulses { get; }

    public DeclineBook Declines { get; }

    public SecretKeeper Secrets { get; }

    public LocalInstances Local { get; }

    public AppWatcher Watcher { get; }

    public CloseNodes Close { get; } = new();

    public MessageExchange Messages { get; }

    public ReportBook Reports { get; }

    public SetSnapshots Sets { get; }

    public Reconciler Reconciler { get; }

    public string Folder => _folder;

    /// <summary>Brings the node to the chain's tip, as a new block does.</summary>
    public async Task FollowAsync(StubFluxd fluxd)
    {
        _following ??= Follower.RunAsync(_stop.Token);
        await Eventually.HoldsAsync(() => Volatile.Read(ref _told) == fluxd.Tip);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _following?.Wait();
        Messages.Dispose();
        Reconciler.Dispose();
        _client.Dispose();
        _stop.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownsFolder) Directory.Delete(_folder, recursive: true);
    }
}
