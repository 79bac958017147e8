using System.Diagnostics;
using System.Threading.Channels;

namespace Flux.Devnet.Supervision;

/// <summary>
/// Keeps one program running. A single loop owns the process and reads orders from a bounded channel; everybody else sees
/// <see cref="Report"/>, an immutable snapshot.
/// </summary>
internal sealed class SupervisedProgram : IAsyncDisposable
{
    private readonly Channel<Order> orders = Channel.CreateBounded<Order>(16);
    private readonly RestartBackoff backoff = new();
    private readonly LaunchThread launcher;
    private readonly TimeProvider time;
    private readonly Action<ProgramReport> changed;
    private readonly Task loop;
    private ProgramSpec spec;
    private Process? process;
    private long startedAt;
    private int restarts;
    private int? lastExitCode;
    private string lastExit = "";

    public SupervisedProgram(ProgramSpec spec, LaunchThread launcher, TimeProvider time, Action<ProgramReport> changed)
    {
        (this.spec, this.launcher, this.time, this.changed) = (spec, launcher, time, changed);
        Report = new ProgramReport(spec.Name, ProgramState.Stopped, 0, 0, null, "");
        loop = Task.Run(RunAsync);
    }

    public ProgramReport Report { get; private set; }

    /// <summary>Starts the program, or starts it anew with other arguments. Done when the process exists.</summary>
    public Task StartAsync(ProgramSpec wanted) => SendAsync(new Order.Start(wanted, NewReply()));

    /// <summary>Ends the program and keeps it ended. Done when the process is gone.</summary>
    public Task StopAsync() => SendAsync(new Order.Stop(NewReply()));

    public async ValueTask DisposeAsync()
    {
        if (!loop.IsCompleted) await StopAsync();
        orders.Writer.TryComplete();
        await loop;
    }

    private static TaskCompletionSource NewReply() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SendAsync(Order order)
    {
        await orders.Writer.WriteAsync(order);
        await order.Reply.Task;
    }

    private async Task RunAsync()
    {
        Task? wakeUp = null;
        var nextOrder = orders.Reader.WaitToReadAsync().AsTask();
        while (true)
        {
            var exited = process?.WaitForExitAsync();
            await Task.WhenAny(new[] { nextOrder, exited, wakeUp }.OfType<Task>());
            if (nextOrder.IsCompleted)
            {
                if (!await nextOrder) return;
                while (orders.Reader.TryRead(out var order)) await ObeyAsync(order);
                nextOrder = orders.Reader.WaitToReadAsync().AsTask();
                wakeUp = null;
            }
            else if (exited is { IsCompleted: true }) wakeUp = Task.Delay(AfterExit(), time);
            else if (wakeUp is { IsCompleted: true })
            {
                wakeUp = null;
                wakeUp = await RestartAsync();
            }
        }
    }

    private async Task ObeyAsync(Order order)
    {
        try
        {
            if (process is not null) await EndAsync();
            if (order is Order.Start start)
            {
                spec = start.Spec;
                await LaunchAsync();
            }
            else Publish(ProgramState.Stopped);
            order.Reply.SetResult();
        }
        catch (Exception e)
        {
            Publish(ProgramState.Stopped);
            order.Reply.SetException(e);
        }
    }

    private async Task LaunchAsync()
    {
        LogFiles.Rotate(spec.LogFile);
        process = await launcher.StartAsync(spec);
        startedAt = time.GetTimestamp();
        Publish(ProgramState.Running);
    }

    /// <summary>Starts a dead program again; where even that fails, says when to try next.</summary>
    private async Task<Task?> RestartAsync()
    {
        try
        {
            restarts++;
            await LaunchAsync();
            return null;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            (lastExitCode, lastExit) = (null, "could not be started: " + e.Message);
            Publish(ProgramState.Waiting);
            return Task.Delay(backoff.After(TimeSpan.Zero), time);
        }
    }

    private TimeSpan AfterExit()
    {
        (lastExitCode, lastExit) = (process!.ExitCode, ExitWords.Of(process.ExitCode));
        process.Dispose();
        process = null;
        Publish(ProgramState.Waiting);
        return backoff.After(time.GetElapsedTime(startedAt));
    }

    private async Task EndAsync()
    {
        Signals.AskToEnd(process!.Id);
        using var patience = new CancellationTokenSource(spec.StopPatience, time);
        try { await process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        (lastExitCode, lastExit) = (process.ExitCode, ExitWords.Of(process.ExitCode));
        process.Dispose();
        process = null;
    }

    private void Publish(ProgramState state)
    {
        Report = new ProgramReport(spec.Name, state, process?.Id ?? 0, restarts, lastExitCode, lastExit);
        changed(Report);
    }

    private abstract record Order(TaskCompletionSource Reply)
    {
        public sealed record Start(ProgramSpec Spec, TaskCompletionSource Reply) : Order(Reply);

        public sealed record Stop(TaskCompletionSource Reply) : Order(Reply);
    }
}
