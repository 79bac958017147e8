using Flux.Devnet.Machines;
using Flux.Devnet.Programs;

namespace Flux.Devnet.Startup;

/// <summary>Starts a machine's fluxos and waits until its API answers.</summary>
internal sealed class ServiceStart(LocalNetwork network)
{
    private const int DeathsToGiveUp = 2;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <exception cref="DevnetException">It does not come up; the message holds its last words.</exception>
    public async Task StartAsync(Machine machine, CancellationToken cancel)
    {
        FluxosSettings.Write(machine, network.Home, network.Record, network.Options);
        await network.Supervisor.StartAsync(network.Specs.Os(machine));
        using var http = new HttpClient { BaseAddress = machine.Api, Timeout = TimeSpan.FromSeconds(5) };
        await new Wait(network.Time).UntilAsync(
            async token =>
            {
                if (network.Supervisor.Report(machine.OsName) is { Restarts: >= DeathsToGiveUp } report) throw Late(machine, $"does not come up; it {report.LastExit}.");
                return await AnswersAsync(http, token);
            },
            Deadline,
            () => Late(machine, $"did not answer within {Deadline.TotalSeconds:0} s.").Message,
            cancel);
    }

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync("flux/version", cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    private static DevnetException Late(Machine machine, string what) =>
        new(DevnetProblem.Unreachable, $"fluxos of {machine.Name} {what} {DaemonStart.LastWords(machine.OsLog)}", $"Its whole log: {machine.OsLog}");
}
