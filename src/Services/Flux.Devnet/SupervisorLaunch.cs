using System.Diagnostics;
using Flux.Devnet.Control;
using Flux.Devnet.State;
using Flux.Devnet.Supervision;

namespace Flux.Devnet;

/// <summary>Starts a supervisor as a process of its own session, so that it outlives the terminal, and connects to it.</summary>
public static class SupervisorLaunch
{
    private const int LogLines = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>The process that runs a network from this home, or null.</summary>
    public static int? Running(HomeFolder home) => InstanceLock.Owner(home);

    /// <summary>Starts <paramref name="fileName"/> with the given arguments and waits until its control socket answers.</summary>
    /// <exception cref="DevnetException">It did not come up; the message holds its last words.</exception>
    public static async Task<ControlClient> StartAsync(HomeFolder home, string fileName, IEnumerable<string> arguments, CancellationToken cancel)
    {
        home.Create();
        File.Delete(home.SupervisorLog);
        using var launched = Process.Start(StartInfo(home, fileName, arguments))!;
        await launched.WaitForExitAsync(cancel);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            if (await ControlClient.TryConnectAsync(home, cancel) is { } client) return client;
            if (Failed(home) is { } words) throw new DevnetException(DevnetProblem.Rejected, words);
            await Task.Delay(Look, cancel);
        }
        throw new DevnetException(DevnetProblem.Unreachable, $"The supervisor did not come up within {Patience.TotalSeconds:0} s.", $"Its log: {home.SupervisorLog}");
    }

    /// <summary>What a supervisor says that ended before it could be asked.</summary>
    private static string? Failed(HomeFolder home)
    {
        var lines = LogFiles.Tail(home.SupervisorLog, LogLines);
        return lines.Count > 0 && InstanceLock.Owner(home) is null ? string.Join("\n", lines) : null;
    }

    private static ProcessStartInfo StartInfo(HomeFolder home, string fileName, IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = home.Path };
        string[] prefix = ["-c", "log=$1; shift; exec setsid --fork \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", home.SupervisorLog, fileName];
        foreach (var argument in prefix.Concat(arguments)) info.ArgumentList.Add(argument);
        info.Environment["FLUX_HOME"] = home.Path;
        return info;
    }
}
