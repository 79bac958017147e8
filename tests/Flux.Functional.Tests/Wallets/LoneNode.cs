using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Contracts.Rpc;

namespace Flux.Functional.Tests.Wallets;

/// <summary>One real fluxd on the <c>local</c> network with all indexes and no peers; blocks come when they are asked for.</summary>
internal sealed class LoneNode : IAsyncDisposable
{
    private const string Address = "127.23.0.10";
    private const int RpcPort = 26124;
    private readonly Process _process;

    private LoneNode(Process process, FluxdClient rpc, string cookie) => (_process, Rpc, Cookie) = (process, rpc, cookie);

    public FluxdClient Rpc { get; }

    public string Cookie { get; }

    public static Uri Url { get; } = new($"http://{Address}:{RpcPort}/");

    /// <summary>A time for the network's first block from which on every block may be made at once.</summary>
    public static long PastGenesis() => DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 20_000;

    public static Task<LoneNode> StartAsync(string directory, string minerAddress, params string[] more) => StartAsync(directory, PastGenesis(), minerAddress, more);

    /// <summary>Starts it on a network with this genesis time, which a second start in the same directory must repeat.</summary>
    public static async Task<LoneNode> StartAsync(string directory, long genesis, string minerAddress, params string[] more)
    {
        var own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var program = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(own))!, "Flux.Daemon", Path.GetFileName(own), "fluxd");
        string[] arguments =
        [
            $"-datadir={directory}", "-network=local", $"-genesistime={genesis}", $"-bind={Address}", "-port=26125", $"-rpcbind={Address}", $"-rpcport={RpcPort}",
            "-txindex=1", "-addressindex=1", $"-mineraddress={minerAddress}", .. more,
        ];
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var cookie = Path.Combine(directory, "local", ".cookie");
        LoneNode? node = null;
        await Eventually.HoldsAsync(async () => (node = await TryConnectAsync(process, cookie)) is not null || process.HasExited, () => Task.FromResult("fluxd does not answer"));
        return node ?? throw new InvalidOperationException($"fluxd ended with {process.ExitCode}");
    }

    private static async Task<LoneNode?> TryConnectAsync(Process process, string cookie)
    {
        try
        {
            var rpc = new FluxdClient(Url, RpcCredentials.Cookie(cookie));
            await rpc.CallAsync("getblockcount");
            return new LoneNode(process, rpc, cookie);
        }
        catch (Exception e) when (e is RpcException or RpcUnreachableException or IOException)
        {
            return null;
        }
    }

    public Task<JsonElement> GenerateAsync(int blocks) => Rpc.CallAsync("generate", new JsonArray(blocks));

    /// <summary>Ends it in an orderly way; its directory can be started again.</summary>
    public async Task StopAsync()
    {
        await Rpc.CallAsync("stop");
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Rpc.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
