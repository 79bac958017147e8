using Flux.Contracts.Rpc;
using Flux.Devnet.Control;
using Flux.Devnet.Machines;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;
using Flux.Devnet.Sweeping;
using Flux.Primitives;

namespace Flux.Devnet.Status;

/// <summary>Looks at a local network from outside: its record, its supervisor, and each machine's daemon.</summary>
public sealed class StatusReader(HomeFolder home) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, FluxdClient> clients = [];

    /// <summary>The network as it is now.</summary>
    /// <exception cref="DevnetException">There is no network in this home.</exception>
    public async Task<NetworkStatus> ReadAsync(CancellationToken cancel)
    {
        var record = NetworkRecordFile.Read(home) ?? throw new DevnetException(DevnetProblem.NotFound, $"There is no network in {home.Path}.", "Start one with: flux up");
        var machines = MachinePlan.For(DevnetOptions.Kept(home.Path));
        var programs = await ProgramsAsync(cancel);
        var seen = await Task.WhenAll(machines.Select(machine => LookAsync(machine, record, programs, cancel)));
        return new NetworkStatus { Record = record, Supervisor = InstanceLock.Owner(home), Machines = await WithChainFactsAsync(seen, record, cancel) };
    }

    public void Dispose()
    {
        foreach (var client in clients.Values) client.Dispose();
    }

    private async Task<IReadOnlyList<ProgramReport>> ProgramsAsync(CancellationToken cancel)
    {
        using var control = await ControlClient.TryConnectAsync(home, cancel);
        return control is null ? [] : await control.ProgramsAsync(cancel);
    }

    private async Task<MachineStatus> LookAsync(Machine machine, NetworkRecord record, IReadOnlyList<ProgramReport> programs, CancellationToken cancel)
    {
        var own = programs.Where(program => program.Name == machine.DaemonName || program.Name == machine.OsName).ToList();
        var status = new MachineStatus
        {
            Machine = machine,
            State = MachineState.Down,
            PaymentAddress = record.FluxNodes.SingleOrDefault(node => node.Name == machine.Name)?.PaymentAddress ?? record.DeveloperAddress,
            MemoryBytes = own.Sum(program => ProcTable.ResidentBytes(program.ProcessId)),
            Restarts = own.Sum(program => program.Restarts),
        };
        try
        {
            var fluxd = Fluxd(machine);
            var height = await fluxd.BlockCountAsync(cancel);
            var tip = await fluxd.BestBlockHashAsync(cancel);
            var peers = await fluxd.ConnectionCountAsync(cancel);
            var headers = (await fluxd.ChainInfoAsync(cancel)).Headers;
            var bans = (await fluxd.BansAsync(cancel)).Count;
            return status with { State = machine.IsGateway ? MachineState.Miner : MachineState.Up, Height = height, Tip = tip, Headers = headers, Peers = peers, Bans = bans };
        }
        catch (Exception e) when (e is RpcUnreachableException or RpcException)
        {
            return status;
        }
    }

    /// <summary>Adds what any one daemon knows of all: income, and who is on the node list.</summary>
    private async Task<IReadOnlyList<MachineStatus>> WithChainFactsAsync(IReadOnlyList<MachineStatus> machines, NetworkRecord record, CancellationToken cancel)
    {
        var witness = machines.Where(machine => machine.Height is not null).MaxBy(machine => machine.Height);
        if (witness is null) return machines;
        try
        {
            var fluxd = Fluxd(witness.Machine);
            var income = await new IncomeLedger(home).ReadAsync(fluxd, witness.Height!.Value, cancel);
            var states = await NodeStates.ReadAsync(fluxd, record.FluxNodes, cancel);
            return [.. machines.Select(machine => machine with
            {
                Earned = new Amount(income.GetValueOrDefault(machine.PaymentAddress)),
                State = machine.State == MachineState.Up ? states.GetValueOrDefault(machine.Machine.Name, MachineState.Up) : machine.State,
            })];
        }
        catch (Exception e) when (e is RpcUnreachableException or RpcException)
        {
            return machines;
        }
    }

    private FluxdClient Fluxd(Machine machine)
    {
        if (!clients.TryGetValue(machine.Name, out var client))
            clients[machine.Name] = client = new FluxdClient(machine.Rpc, RpcCredentials.Cookie(machine.CookieFile), Patience);
        return client;
    }
}
