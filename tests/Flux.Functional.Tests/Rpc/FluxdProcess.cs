using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Flux.Contracts.Rpc;

namespace Flux.Functional.Tests.Rpc;

/// <summary>One real fluxd of a local network of its own, without peers, on a free port.</summary>
internal sealed class FluxdProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private static int _ports = Random.Shared.Next(10_000);

    private readonly TemporaryHome _home;
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private bool _keepsHome;

    private FluxdProcess(TemporaryHome home, Process process, IPEndPoint endpoint, long genesis) => (_home, _process, Endpoint, Genesis) = (home, process, endpoint, genesis);

    public IPEndPoint Endpoint { get; }

    public string Home => _home.Path;

    /// <summary>Time of its network's genesis block, Unix seconds.</summary>
    public long Genesis { get; }

    public string Cookie => Path.Combine(Home, "local", ".cookie");

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote so far.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<FluxdProcess> StartAsync(IReadOnlyList<string> arguments, string configuration = "", string bind = "127.0.0.1")
    {
        var home = new TemporaryHome();
        if (configuration.Length > 0) await File.WriteAllTextAsync(Path.Combine(home.Path, "flux.conf"), configuration);
        return await StartAsync(home, DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeSeconds(), arguments, bind);
    }

    /// <summary>Ends it and starts another over the same data, with other arguments; this one is then done with.</summary>
    public async Task<FluxdProcess> RestartAsync(IReadOnlyList<string> arguments)
    {
        (await TerminateAsync()).ShouldBe(0, Log);
        _keepsHome = true;
        await DisposeAsync();
        return await StartAsync(_home, Genesis, arguments, "127.0.0.1");
    }

    /// <summary>Starts it with data that <paramref name="prepare"/> laid into its network's directory, and does not wait.</summary>
    public static FluxdProcess Begin(Action<string> prepare, IReadOnlyList<string> arguments)
    {
        var home = new TemporaryHome();
        prepare(Directory.CreateDirectory(Path.Combine(home.Path, "local")).FullName);
        return Begin(home, DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeSeconds(), arguments, "127.0.0.1");
    }

    /// <summary>Waits until it serves.</summary>
    public Task ReadyAsync() => Eventually.HoldsAsync(() => Task.FromResult(HasExited || Log.Contains("fluxd is ready", StringComparison.Ordinal)), () => Task.FromResult("fluxd is ready; log: " + Log));

    private static async Task<FluxdProcess> StartAsync(TemporaryHome home, long genesis, IReadOnlyList<string> arguments, string bind)
    {
        var fluxd = Begin(home, genesis, arguments, bind);
        await fluxd.ReadyAsync();
        if (!fluxd.HasExited) return fluxd;
        await fluxd.DisposeAsync();
        throw new InvalidOperationException($"fluxd ended at once: {fluxd.Log}");
    }

    private static FluxdProcess Begin(TemporaryHome home, long genesis, IReadOnlyList<string> arguments, string bind)
    {
        var endpoint = new IPEndPoint(IPAddress.Loopback, FreePort());
        string[] all =
        [
            $"-datadir={home.Path}", "-network=local", string.Create(CultureInfo.InvariantCulture, $"-genesistime={genesis}"), "-listen=0", $"-rpcbind={bind}",
            string.Create(CultureInfo.InvariantCulture, $"-rpcport={endpoint.Port}"), "-txindex", "-addressindex", .. arguments,
        ];
        var start = new ProcessStartInfo(Program(), all) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        var fluxd = new FluxdProcess(home, Process.Start(start)!, endpoint, genesis);
        fluxd._process.OutputDataReceived += (_, line) => fluxd.Remember(line.Data);
        fluxd._process.ErrorDataReceived += (_, line) => fluxd.Remember(line.Data);
        fluxd._process.BeginOutputReadLine();
        fluxd._process.BeginErrorReadLine();
        return fluxd;
    }

    /// <summary>A client with the cookie.</summary>
    public FluxdClient Client() => new(new Uri($"http://{Endpoint}/"), RpcCredentials.Cookie(Cookie));

    /// <summary>Asks it to end as the system does, and waits.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync(new CancellationTokenSource(LongestStart).Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (!_keepsHome) _home.Dispose();
    }

    /// <summary>A port of loopback that is free, and below those that Linux gives to outgoing connections, so that it stays free until a daemon listens on it.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = 20_000 + (Interlocked.Increment(ref _ports) % 10_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody's; the next one.
            }
        }
    }

    /// <summary>The built daemon.</summary>
    public static string Program()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Flux.Daemon", configuration, "fluxd"));
    }

    private void Remember(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }
}
