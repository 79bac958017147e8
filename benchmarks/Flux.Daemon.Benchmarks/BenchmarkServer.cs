using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flux.Daemon.Node;
using Flux.Daemon.Options;
using Flux.Daemon.Rpc;
using Flux.Daemon.Rpc.Http;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.TestKit.Recorded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flux.Daemon.Benchmarks;

/// <summary>The daemon's own HTTP handler over the recorded chain of 102,111 transactions, and an empty endpoint on the same Kestrel, in one process.</summary>
internal static class BenchmarkServer
{
    private const int SampleHeight = 1500;

    public static async Task<int> RunAsync()
    {
        var directory = Directory.CreateTempSubdirectory("flux-rpc-benchmark").FullName;
        try
        {
            await ServeAsync(directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
        return 0;
    }

    private static async Task ServeAsync(string directory)
    {
        var clock = new SetClock();
        var options = Options(directory);
        await using var node = await FluxdNode.StartAsync(options, clock, NullLoggerFactory.Instance, CancellationToken.None);
        foreach (var block in RecordedChain.Blocks("recorded/chains/perf-100k.dat").Skip(1))
        {
            clock.Now = DateTimeOffset.FromUnixTimeSeconds(block.Header.Time);
            var result = await node.Chain.SubmitBlockAsync(block, requested: true, CancellationToken.None);
            if (!result.IsConnected) throw new InvalidOperationException($"block refused: {result.Verdict}");
        }
        var mining = new MiningService(node, NullLoggerFactory.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(new IPEndPoint(IPAddress.Loopback, 0));
            kestrel.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        });
        await using var app = builder.Build();
        var dispatcher = new RpcDispatcher(RpcCatalog.Build(node, mining, app.Lifetime), NullLogger<RpcDispatcher>.Instance);
        using var authenticator = RpcAuthenticator.Create("u", "p", Path.Combine(directory, ".cookie"));
        var front = new HttpFront(new RpcEndpoint(dispatcher, authenticator, TimeProvider.System), null, new RpcAllowList([]));
        var emptyPort = 0;
        app.Run(context => context.Connection.LocalPort == emptyPort ? EmptyAsync(context) : front.HandleAsync(context));
        await app.StartAsync();
        var ports = app.Urls.Select(url => new Uri(url).Port).ToArray();
        emptyPort = ports[1];
        var sample = Sample(node);
        sample["rpc"] = ports[0];
        sample["empty"] = ports[1];
        Console.WriteLine(sample.ToJsonString());
        // The parent closes our input when it is done.
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        await mining.DisposeAsync();
    }

    private static async Task EmptyAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 2;
        await context.Response.Body.WriteAsync("{}"u8.ToArray(), context.RequestAborted);
    }

    private static JsonObject Sample(FluxdNode node)
    {
        var block = node.Chain.ReadBlock(node.Chain.HeaderAt(SampleHeight)!.Hash)!;
        var tx = block.Transactions[^1];
        Address.TryFromScript(tx.Outputs[0].ScriptPubKey, out var address);
        return new JsonObject { ["hash"] = block.Hash.ToString(), ["txid"] = tx.Id.ToString(), ["address"] = address.ToText(node.Network.Addresses) };
    }

    private static DaemonOptions Options(string directory)
    {
        var parameters = JsonNode.Parse(SharedData.ReadJson("recorded/chains/perf-100k.json").GetProperty("parameters").GetRawText())!;
        parameters["benchmark_public_keys"] = new JsonArray();
        using var document = JsonDocument.Parse(parameters.ToJsonString());
        return new DaemonOptions
        {
            DataDirectory = directory,
            Network = RecordedNetwork.Of(document.RootElement),
            RpcEndpoint = new IPEndPoint(IPAddress.Loopback, 1),
            CookieFile = Path.Combine(directory, ".cookie"),
            TransactionIndex = true,
            AddressIndex = true,
        };
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
