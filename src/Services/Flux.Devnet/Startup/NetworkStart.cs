using System.Net;
using Flux.Consensus.FluxNodes;
using Flux.Consensus.Networks.Files;
using Flux.Contracts.Rpc;
using Flux.Devnet.Checks;
using Flux.Devnet.Control;
using Flux.Devnet.Funding;
using Flux.Devnet.Machines;
using Flux.Devnet.Programs;
using Flux.Devnet.Rules;
using Flux.Devnet.State;
using Flux.Devnet.Sweeping;
using Flux.Primitives.Addresses;
using Flux.Wallets.Keys;

namespace Flux.Devnet.Startup;

/// <summary>The steps from a home folder to a network that is ready. Every step reports itself.</summary>
internal sealed class NetworkStart(LocalNetwork network)
{
    private static readonly TimeSpan ConfirmDeadline = TimeSpan.FromSeconds(120);
    private readonly DevnetOptions options = network.Options;
    private readonly HomeFolder home = network.Home;

    public async Task RunAsync(CancellationToken cancel)
    {
        await TidyAsync(cancel);
        var wallet = DeveloperWallet.OpenOrCreate(home);
        network.Record = ReadRecord() ?? NewRecord(wallet);
        CheckMachine();
        if (network.Record.Funded) await ResumeAsync(cancel);
        else await BeginAsync(wallet, cancel);
        await Task.WhenAll(options.WithFluxos ? StartServicesAsync(cancel) : Task.CompletedTask, WaitUntilConfirmedAsync(cancel));
        Done($"{network.Nodes.Count} of {network.Nodes.Count} confirmed");
        await StartMiningAsync(cancel);
    }

    /// <summary>Removes what an earlier network of this home left, and with <c>--reset</c> all it kept.</summary>
    private async Task TidyAsync(CancellationToken cancel)
    {
        var sweep = new Sweep(home);
        var left = await sweep.RunAsync(cancel);
        if (left.Total > 0) Note($"An earlier run of this network did not end well: {left}.");
        if (!options.Reset) return;
        await sweep.RemoveVolumesAsync(cancel);
        home.Empty();
    }

    /// <summary>The record of a funded network, or null where one must be made. A start that was cut short is begun anew.</summary>
    private NetworkRecord? ReadRecord()
    {
        var record = NetworkRecordFile.Read(home);
        if (record is { Funded: true })
        {
            RequireSame("--nodes", $"{record.Nodes}", $"{options.Nodes}");
            RequireSameRules(record);
            RequireSame("--block-time", $"{record.BlockTimeSeconds}", $"{(int)options.BlockTime.TotalSeconds}");
            RequireSame("--first-address", record.FirstAddress, $"{options.FirstAddress}");
            return record;
        }
        if (Directory.Exists(home.Machines)) Directory.Delete(home.Machines, recursive: true);
        return null;
    }

    private static void RequireSame(string option, string kept, string asked)
    {
        if (kept == asked) return;
        throw new DevnetException(DevnetProblem.Rejected, $"The network of this home was made with {option} {kept}, not {asked}.", $"Start over with: flux up --reset {option} {asked}");
    }

    /// <summary>The genesis time apart, which was chosen when the network began.</summary>
    private void RequireSameRules(NetworkRecord record)
    {
        var kept = record.HasRulesFile ? NetworkFile.Write(LocalRules.Stamped(NetworkFiles.ReadOwn(home.RulesFile), 0)) : "";
        var asked = options.Founder is { } founder ? NetworkFile.Write(LocalRules.Stamped(founder, 0)) : "";
        if (kept == asked) return;
        throw new DevnetException(DevnetProblem.Rejected, $"The network of this home was made with other rules ({(kept == "" ? "those of local" : home.RulesFile)}).", "Start over with: flux up --reset --network FILE");
    }

    private NetworkRecord NewRecord(DeveloperWallet wallet)
    {
        var record = new NetworkRecord
        {
            GenesisTime = Plan(0).GenesisTime(network.Time.GetUtcNow(), options.BlockTime),
            Nodes = options.Nodes,
            BlockTimeSeconds = (int)options.BlockTime.TotalSeconds,
            NetworkName = options.Founder?.Name,
            FirstAddress = options.FirstAddress.ToString(),
            Gateway = options.Gateway.ToString(),
            SubnetPrefix = options.SubnetPrefix,
            DeveloperAddress = wallet.Address,
            FluxNodes = [.. network.Nodes.Select((machine, index) => NewNode(machine, wallet, index + 1))],
        };
        if (options.Founder is { } founder) File.WriteAllText(home.RulesFile, NetworkFile.Write(LocalRules.Stamped(founder, record.GenesisTime)));
        NetworkRecordFile.Write(home, record);
        return record;
    }

    private static NodeRecord NewNode(Machine machine, DeveloperWallet wallet, int account) => new()
    {
        Name = machine.Name,
        NodeKey = WalletKey.Generate().ToWif(AddressPrefixes.Main),
        Account = account,
        PaymentAddress = wallet.AccountKey(account).Address.ToText(AddressPrefixes.Main),
    };

    private FundingPlan Plan(long genesisTime) => FundingPlan.For(
        network.Nodes.Select(machine => machine.Tier!.Value),
        Primitives.Amount.FromFlux(options.DeveloperFunds),
        options.RulesFrom(genesisTime));

    private void CheckMachine()
    {
        DiskCheck.Require(home);
        foreach (var machine in network.Machines)
        {
            PortCheck.Require(machine.P2P, $"blocks and transactions of {machine.Name}");
            PortCheck.Require(new IPEndPoint(machine.Address, machine.RpcPort), $"JSON-RPC of {machine.Name}");
            if (options.WithFluxos) PortCheck.Require(new IPEndPoint(machine.Address, machine.ApiPort), $"HTTP API of {machine.Name}");
        }
        if (options.WithFluxos) PortCheck.Require(options.Gateway, "the gateway of the apps");
        if (LibraryCheck.Missing() is { } missing) Note(missing);
    }

    private async Task BeginAsync(DeveloperWallet wallet, CancellationToken cancel)
    {
        var plan = Plan(network.Record.GenesisTime);
        var funding = new NetworkFunding(network.Fluxd(network.Gateway), wallet, network.Rules, plan, network.Time);

        Step("Starting the miner-gateway");
        await StartDaemonAsync(network.Gateway, mine: false, cancel);
        Done(network.Gateway.Rpc.ToString());

        Step($"Mining {plan.BlocksToFund} blocks to fund the nodes");
        var nodes = await funding.LockCollateralsAsync(network.Record.FluxNodes, network.Machines, Progress, cancel);
        network.Record = network.Record with { FluxNodes = nodes };
        NetworkRecordFile.Write(home, network.Record);
        Done("collaterals paid");

        Step($"Starting {network.Nodes.Count} FluxNodes");
        await Task.WhenAll(network.Nodes.Select(machine => StartDaemonAsync(machine, mine: false, cancel)).Append(funding.StartNodesAsync(nodes, Progress, cancel)));
        network.Record = network.Record with { Funded = true };
        NetworkRecordFile.Write(home, network.Record);
        Done("start transactions are in the chain");
    }

    /// <summary>Starts a network that was down. A machine whose data is damaged syncs anew from one that is not.</summary>
    private async Task ResumeAsync(CancellationToken cancel)
    {
        Step("Starting the chain daemons");
        var starts = network.Machines.Select(machine => (Machine: machine, Start: StartDaemonAsync(machine, mine: false, cancel))).ToList();
        await Task.WhenAll(starts.Select(start => start.Start.ContinueWith(_ => { }, cancel, TaskContinuationOptions.None, TaskScheduler.Default)));
        var failed = starts.Where(start => start.Start.IsFaulted).ToList();
        var beyondRepair = failed.FirstOrDefault(start => failed.Count == starts.Count || !network.Daemons.RefusedItsData(start.Machine)).Start;
        if (beyondRepair is not null) await beyondRepair;
        foreach (var (machine, start) in failed)
        {
            var reason = start.Exception!.InnerException is DevnetException known ? known.Message : start.Exception.InnerException!.Message;
            await network.Daemons.StartAnewAsync(machine, network.Fluxd(machine), reason, cancel);
        }
        Done($"{network.Machines.Count} of {network.Machines.Count}");
    }

    private async Task StartDaemonAsync(Machine machine, bool mine, CancellationToken cancel)
    {
        FluxdSettings.Write(machine, home, network.Record, network.Machines, isolated: false, mine);
        await network.Daemons.StartAsync(machine, network.Fluxd(machine), cancel);
    }

    private async Task StartServicesAsync(CancellationToken cancel)
    {
        await Task.WhenAll(network.Machines.Select(machine => new ServiceStart(network).StartAsync(machine, cancel)));
    }

    /// <summary>Confirmations come from the nodes' own daemons; here only blocks are made for them until the miner takes over.</summary>
    private async Task WaitUntilConfirmedAsync(CancellationToken cancel)
    {
        var gateway = network.Fluxd(network.Gateway);
        Step(options.WithFluxos ? "Confirming the nodes, starting FluxOS" : "Confirming the nodes");
        await new Wait(network.Time).UntilAsync(
            async token =>
            {
                if (await ConfirmedAsync(gateway, token) == network.Nodes.Count) return true;
                var pool = await gateway.CallAsync("getrawmempool", cancellation: token);
                if (pool.GetArrayLength() > 0) await gateway.CallAsync("generate", token, 1);
                return false;
            },
            ConfirmDeadline,
            () => $"Not every node was confirmed within {ConfirmDeadline.TotalSeconds:0} s. {DaemonStart.LastWords(network.Nodes[0].DaemonLog)}",
            cancel);
    }

    private static async Task<int> ConfirmedAsync(FluxdClient gateway, CancellationToken cancel) =>
        (await gateway.CallAsync("viewdeterministicfluxnodelist", cancellation: cancel)).GetArrayLength();

    /// <summary>The miner begins, and would begin again by itself after a restart of its daemon.</summary>
    private async Task StartMiningAsync(CancellationToken cancel)
    {
        if (!options.Mine) return;
        FluxdSettings.Write(network.Gateway, home, network.Record, network.Machines, isolated: false, mine: true);
        await network.Fluxd(network.Gateway).StartMiningAsync(1, cancellation: cancel);
    }

    private void Step(string text) => network.Events.Append(new NetworkEvent { Kind = NetworkEventKind.Step, Text = text });

    private void Done(string text) => network.Events.Append(new NetworkEvent { Kind = NetworkEventKind.Done, Text = text });

    private void Progress(string text) => network.Events.Append(new NetworkEvent { Kind = NetworkEventKind.Progress, Text = text });

    private void Note(string text) => network.Events.Append(new NetworkEvent { Kind = NetworkEventKind.Note, Text = text });
}
