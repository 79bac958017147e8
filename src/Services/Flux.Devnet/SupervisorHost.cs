using Flux.Devnet.Control;
using Flux.Devnet.Supervision;

namespace Flux.Devnet;

/// <summary>The life of a supervisor process: start the network, keep it running, tell who asks, end it on request.</summary>
public sealed class SupervisorHost(DevnetOptions options, TimeProvider time) : IDisposable
{
    private readonly EventLog events = new();
    private readonly CancellationTokenSource stopping = new();
    private volatile bool isReady;

    /// <summary>Asks for the end; may be called more than once.</summary>
    public void Stop() => stopping.Cancel();

    public void Dispose() => stopping.Dispose();

    /// <summary>Runs until it is asked to end, or the network can't be started. False in the latter case.</summary>
    public async Task<bool> RunAsync()
    {
        var network = LocalNetwork.Prepare(options, events, time);
        network.Supervisor.Changed += Report;
        await using var control = new ControlServer(network.Home, events, () => network.Supervisor.Reports, Stop);
        var started = await StartAsync(network);
        if (started)
        {
            isReady = true;
            events.Append(new NetworkEvent { Kind = NetworkEventKind.Ready });
            await StopRequestedAsync();
        }
        isReady = false;
        events.Append(new NetworkEvent { Kind = NetworkEventKind.Stopping });
        await EndNetworkAsync(network);
        events.Append(new NetworkEvent { Kind = NetworkEventKind.Stopped });
        await control.DrainAsync();
        return started;
    }

    /// <summary>What can't be removed is told, and does not keep the rest from ending.</summary>
    private async Task EndNetworkAsync(LocalNetwork network)
    {
        try
        {
            await network.DisposeAsync();
        }
        catch (DevnetException e)
        {
            Note(e.Message);
        }
    }

    private async Task<bool> StartAsync(LocalNetwork network)
    {
        try
        {
            await new Startup.NetworkStart(network).RunAsync(stopping.Token);
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (DevnetException e)
        {
            events.Append(new NetworkEvent { Kind = NetworkEventKind.Failed, Text = e.Message, Problem = e.Problem, Remedy = e.Remedy });
            return false;
        }
        catch (Exception e)
        {
            // The edge of the process: whatever went wrong must reach the person who waits, and the log has the whole of it.
            await Console.Error.WriteLineAsync(e.ToString());
            events.Append(new NetworkEvent { Kind = NetworkEventKind.Failed, Text = $"{e.GetType().Name}: {e.Message}", Remedy = "This is a bug; the supervisor's log has more." });
            return false;
        }
    }

    private async Task StopRequestedAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stopping.Token.Register(() => ended.TrySetResult());
        await ended.Task;
    }

    private void Report(ProgramReport report)
    {
        if (!isReady) return;
        if (report.State == ProgramState.Waiting) Note($"{report.Name} {report.LastExit}; starting it again");
        if (report is { State: ProgramState.Running, Restarts: > 0 }) Note($"{report.Name} runs again (process {report.ProcessId})");
    }

    private void Note(string text) => events.Append(new NetworkEvent { Kind = NetworkEventKind.Note, Text = text });
}
