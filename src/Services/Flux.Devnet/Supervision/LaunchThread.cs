using System.Collections.Concurrent;
using System.Diagnostics;

namespace Flux.Devnet.Supervision;

/// <summary>
/// Starts processes from one thread that lives as long as the supervisor. The kernel delivers a child's parent-death signal when the
/// *thread* that made it ends, so a thread of the pool would not do.
/// </summary>
internal sealed class LaunchThread : IDisposable
{
    private readonly BlockingCollection<Action> work = new(boundedCapacity: 64);
    private readonly Thread thread;

    public LaunchThread()
    {
        thread = new Thread(Run) { IsBackground = true, Name = "launch" };
        thread.Start();
    }

    /// <summary>Starts a program; its standard streams go to its log file, and it gets SIGTERM when this supervisor dies.</summary>
    public Task<Process> StartAsync(ProgramSpec spec)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try { started.SetResult(Process.Start(StartInfo(spec)) ?? throw new InvalidOperationException("no process was started")); }
            catch (Exception e) { started.SetException(e); }
        });
        return started.Task;
    }

    public void Dispose() => work.CompleteAdding();

    private void Run()
    {
        foreach (var action in work.GetConsumingEnumerable()) action();
    }

    private static ProcessStartInfo StartInfo(ProgramSpec spec)
    {
        // The shell only opens the log file; every argument is passed as it is, none becomes shell text.
        var info = new ProcessStartInfo("/bin/sh") { WorkingDirectory = spec.WorkingFolder, UseShellExecute = false };
        string[] prefix = ["-c", "log=$1; shift; exec setpriv --pdeathsig TERM -- \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", spec.LogFile, spec.FileName];
        foreach (var argument in prefix.Concat(spec.Arguments)) info.ArgumentList.Add(argument);
        foreach (var (name, value) in spec.Environment) info.Environment[name] = value;
        return info;
    }
}
