using System.Net;
using System.Text;
using System.Text.Json;
using Flux.Chain;
using Flux.Consensus.Networks;
using Flux.Daemon.Node;
using Flux.Daemon.Options;
using Flux.Daemon.Rpc;
using Flux.Daemon.Rpc.Http;
using Flux.Daemon.Tests.Rpc.Replay;
using Flux.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Tests.Rpc.Mining;

/// <summary>Our node with the eras chain up to a height that the test chooses, and as many peers as it says.</summary>
internal sealed class GrowingDaemon : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("flux-rpc-templates").FullName;
    private readonly StandingClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly IReadOnlyList<Block> _blocks = [.. RecordedChain.Blocks("recorded/chains/eras.dat")];
    private FluxdNode _node = null!;
    private MiningService _mining = null!;
    private RpcAuthenticator _authenticator = null!;
    private RpcEndpoint _endpoint = null!;

    public Network Network => _node.Network;

    public ChainNode Chain => _node.Chain;

    public int Connections { get; set; } = 1;

    public static async Task<GrowingDaemon> StartAsync(string? minerAddress, bool wallet = true, bool addressIndex = false, string? exports = null, ILoggerFactory? loggers = null, string? copyOf = null)
    {
        var daemon = new GrowingDaemon();
        if (copyOf is not null) Copy(copyOf, daemon._directory);
        daemon._node = await FluxdNode.StartAsync(daemon.Options(minerAddress) with { Wallet = wallet, AddressIndex = addressIndex, TransactionIndex = addressIndex, ExportDirectory = exports }, daemon._clock, loggers ?? NullLoggerFactory.Instance, CancellationToken.None);
        daemon._mining = new MiningService(daemon._node, NullLoggerFactory.Instance, () => daemon.Connections);
        var dispatcher = new RpcDispatcher(RpcCatalog.Build(daemon._node, daemon._mining, new NoLifetime()), NullLogger<RpcDispatcher>.Instance);
        daemon._authenticator = RpcAuthenticator.Create("peer", "peer", Path.Combine(daemon._directory, ".cookie"));
        daemon._endpoint = new RpcEndpoint(dispatcher, daemon._authenticator, TimeProvider.System);
        return daemon;
    }

    /// <summary>Connects recorded blocks up to a height and sets the clock (default: the tip's time).</summary>
    public async Task GrowAsync(int height, uint? time = null)
    {
        for (var next = _node.Chain.Snapshot.Height + 1; next <= height; next++)
        {
            _clock.Now = DateTimeOffset.FromUnixTimeSeconds(_blocks[next - 1].Header.Time);
            (await _node.Chain.SubmitBlockAsync(_blocks[next - 1], requested: true, CancellationToken.None)).IsConnected.ShouldBeTrue();
        }
        if (time is { } now) _clock.Now = DateTimeOffset.FromUnixTimeSeconds(now);
    }

    /// <summary>Sends one call; the answer's result or error.</summary>
    public async Task<JsonElement> CallAsync(string method, params object[] parameters)
    {
        var (_, text) = await PostAsync(JsonSerializer.Serialize(new { method, @params = parameters, id = 1 }));
        var answer = JsonDocument.Parse(text).RootElement;
        return answer.GetProperty("error") is { ValueKind: JsonValueKind.Object } error ? error : answer.GetProperty("result");
    }

    /// <summary>Sends one request body.</summary>
    public async Task<(int Status, string Text)> PostAsync(string body)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Method = "POST";
        context.Request.Path = "/";
        context.Request.Headers.Authorization = "Basic cGVlcjpwZWVy";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var output = new MemoryStream();
        context.Response.Body = output;
        await _endpoint.HandleAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(output.ToArray()));
    }

    /// <summary>Sets the clock.</summary>
    public void SetTime(uint time) => _clock.Now = DateTimeOffset.FromUnixTimeSeconds(time);

    /// <summary>Stops and leaves the data directory to the caller.</summary>
    public async Task<string> StopAsync()
    {
        _authenticator.Dispose();
        await _mining.DisposeAsync();
        await _node.DisposeAsync();
        return _directory;
    }

    public async ValueTask DisposeAsync() => Directory.Delete(await StopAsync(), recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private DaemonOptions Options(string? minerAddress) => new()
    {
        DataDirectory = _directory,
        Network = RecordedNetwork.Of(SharedData.ReadJson("recorded/chains/eras.json").GetProperty("parameters")),
        RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1),
        CookieFile = Path.Combine(_directory, ".cookie"),
        MinerAddress = minerAddress,
    };

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
