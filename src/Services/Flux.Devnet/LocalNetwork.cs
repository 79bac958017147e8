using Flux.Consensus.Networks;
using Flux.Contracts.Rpc;
using Flux.Devnet.Control;
using Flux.Devnet.Funding;
using Flux.Devnet.Machines;
using Flux.Devnet.Programs;
using Flux.Devnet.Startup;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;
using Flux.Devnet.Sweeping;

namespace Flux.Devnet;

/// <summary>
/// A running local network of real processes. It holds the home folder's lock while it lives; disposing it ends every process and
/// leaves what the network must remember. Used by <c>flux supervise</c> and by the functional tests alike.
/// </summary>
public sealed class LocalNetwork : IAsyncDisposable
{
    private readonly InstanceLock held;
    private readonly Dictionary<string, FluxdClient> clients;

    private LocalNetwork(DevnetOptions options, HomeFolder home, InstanceLock held, EventLog events, TimeProvider time)
    {
        (Options, Home, this.held, Events, Time) = (options, home, held, events, time);
        Machines = MachinePlan.For(options);
        clients = Machines.ToDictionary(machine => machine.Name, machine => new FluxdClient(machine.Rpc, RpcCredentials.Cookie(machine.CookieFile)));
        Supervisor = new Supervisor(time);
        Specs = new ProgramSpecs(ProgramFiles.Find(options.Programs), home);
        Daemons = new DaemonStart(Supervisor, Specs, events, time);
    }

    public DevnetOptions Options { get; }

    public HomeFolder Home { get; }

    /// <summary>The miner-gateway first, then the FluxNodes.</summary>
    public IReadOnlyList<Machine> Machines { get; }

    public Machine Gateway => Machines[0];

    public IReadOnlyList<Machine> Nodes => [.. Machines.Skip(1)];

    public Supervisor Supervisor { get; }

    /// <summary>What the network must remember; complete once it is ready.</summary>
    public NetworkRecord Record { get; internal set; } = null!;

    /// <summary>The rules of this network.</summary>
    public Network Rules => Options.RulesFrom(Record.GenesisTime);

    internal EventLog Events { get; }

    internal TimeProvider Time { get; }

    internal ProgramSpecs Specs { get; }

    internal DaemonStart Daemons { get; }

    /// <summary>Starts the network of a home folder, or a fresh one, and returns when it is ready.</summary>
    /// <exception cref="DevnetException">It can't be started; nothing of it runs any more.</exception>
    public static async Task<LocalNetwork> StartAsync(DevnetOptions options, EventLog events, TimeProvider time, CancellationToken cancel)
    {
        var network = Prepare(options, events, time);
        try
        {
            await new NetworkStart(network).RunAsync(cancel);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the home folder's lock; nothing runs yet. For a caller that must watch the programs while they start.</summary>
    internal static LocalNetwork Prepare(DevnetOptions options, EventLog events, TimeProvider time)
    {
        var problems = options.Problems();
        if (problems.Count > 0) throw new DevnetException(DevnetProblem.Usage, string.Join("\n", problems));
        var home = new HomeFolder(options.Home);
        home.Create();
        var held = InstanceLock.TryTake(home) ?? throw AlreadyRunning(home);
        try
        {
            return new LocalNetwork(options, home, held, events, time);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Speaks JSON-RPC to the fluxd of a machine.</summary>
    public FluxdClient Fluxd(Machine machine) => clients[machine.Name];

    /// <summary>Restarts a machine's fluxd so that it talks to the given machines; <paramref name="isolated"/>: and to no others.</summary>
    public async Task ReconnectAsync(Machine machine, IEnumerable<Machine> peers, bool isolated, CancellationToken cancel)
    {
        FluxdSettings.Write(machine, Home, Record, peers, isolated, mine: Options.Mine);
        await Daemons.StartAsync(machine, Fluxd(machine), cancel);
    }

    /// <summary>Ends the services before the daemons they talk to, then removes whatever is left.</summary>
    /// <exception cref="DevnetException">Something could not be removed; no process runs any more all the same.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Task.WhenAll(Machines.Select(machine => Supervisor.StopAsync(machine.OsName)));
            await Supervisor.DisposeAsync();
            await new Sweep(Home).RunAsync(CancellationToken.None);
        }
        finally
        {
            foreach (var client in clients.Values) client.Dispose();
            held.Dispose();
        }
    }

    private static DevnetException AlreadyRunning(HomeFolder home)
    {
        var owner = InstanceLock.Owner(home) is { } id ? $" (process {id})" : "";
        return new DevnetException(DevnetProblem.Rejected, $"A network already runs from {home.Path}{owner}.", "See it with: flux status    Stop it with: flux down");
    }
}
