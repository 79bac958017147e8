using Flux.Contracts.Rpc;
using Flux.Devnet.Control;
using Flux.Devnet.Machines;
using Flux.Devnet.Programs;
using Flux.Devnet.Supervision;

namespace Flux.Devnet.Startup;

/// <summary>Starts a machine's fluxd and waits until it answers; mends one whose data is damaged by letting it sync anew.</summary>
internal sealed class DaemonStart(Supervisor supervisor, ProgramSpecs specs, EventLog events, TimeProvider time)
{
    private const int LogLines = 5;

    /// <summary>fluxd: the data directory can't be used.</summary>
    private const int StoreExitCode = 6;

    /// <summary>A daemon that dies this often while it starts won't come up by itself.</summary>
    private const int DeathsToGiveUp = 2;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <exception cref="DevnetException">It does not come up; the message holds its last words.</exception>
    public async Task StartAsync(Machine machine, FluxdClient fluxd, CancellationToken cancel)
    {
        await supervisor.StartAsync(specs.Daemon(machine));
        var deaths = supervisor.Report(machine.DaemonName)!.Restarts + DeathsToGiveUp;
        await new Wait(time).UntilAsync(
            async token =>
            {
                if (supervisor.Report(machine.DaemonName) is { } report && report.Restarts >= deaths) throw Died(machine, report.LastExit);
                return await AnswersAsync(fluxd, token);
            },
            Deadline,
            () => $"fluxd of {machine.Name} did not answer within {Deadline.TotalSeconds:0} s. {LastWords(machine.DaemonLog)}",
            cancel);
    }

    /// <summary>Whether a machine's fluxd gave up because of its data (its exit code 6), and not for another reason.</summary>
    public bool RefusedItsData(Machine machine) => supervisor.Report(machine.DaemonName)?.LastExitCode == StoreExitCode;

    /// <summary>Sets the chain data of a machine aside and starts it empty, so that it syncs from the others.</summary>
    public async Task StartAnewAsync(Machine machine, FluxdClient fluxd, string reason, CancellationToken cancel)
    {
        await supervisor.StopAsync(machine.DaemonName);
        var aside = machine.DaemonFolder + ".damaged";
        if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        Directory.Move(machine.DaemonFolder, aside);
        Directory.CreateDirectory(machine.DaemonFolder);
        events.Append(new NetworkEvent { Kind = NetworkEventKind.Note, Text = $"The chain data of {machine.Name} can't be used, so it syncs anew from the others; the old data is in {aside}. {reason}" });
        await StartAsync(machine, fluxd, cancel);
    }

    private static async Task<bool> AnswersAsync(FluxdClient fluxd, CancellationToken cancel)
    {
        try
        {
            await fluxd.BlockCountAsync(cancel);
            return true;
        }
        catch (RpcUnreachableException)
        {
            return false;
        }
        catch (RpcException e) when (e.Code == RpcErrorCode.WarmUp)
        {
            return false;
        }
    }

    private static DevnetException Died(Machine machine, string exit) =>
        new(DevnetProblem.Rejected, $"fluxd of {machine.Name} does not come up; it {exit}. {LastWords(machine.DaemonLog)}", $"Its whole log: {machine.DaemonLog}");

    internal static string LastWords(string log)
    {
        var lines = LogFiles.Tail(log, LogLines);
        return lines.Count == 0 ? "It said nothing." : "Its last words:\n  " + string.Join("\n  ", lines);
    }
}
