using System.Net;
using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;

namespace Flux.Os.Benchmarks;

/// <summary>Answers what fluxos asks of fluxd from a chain in memory, whose blocks hold nothing but payments for apps.</summary>
internal sealed class StubFluxd : IAsyncDisposable
{
    private const int PaymentsPerBlock = 500;
    private readonly ServedChain _chain = new();
    private readonly WebApplication _app;

    public StubFluxd(IReadOnlyList<AppMessage> messages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/", AnswerAsync);
        _app.MapPost("/{view}", AnswerAsync);
        foreach (var chunk in messages.Chunk(PaymentsPerBlock)) _chain.Mine([.. chunk.Select(Pay)]);
    }

    /// <summary>Node lists by view: the path of the address under which a fluxos asks.</summary>
    public Dictionary<string, JsonArray> Nodes { get; } = [];

    public int Height => _chain.Height;

    public Uri AddressOf(string view) => new(new Uri(_app.Urls.First()), view);

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A row without a tier: confirmed, but nobody's apps are placed there. Containers are not measured.</summary>
    public static JsonObject Node(int number, string address, string publicKey) => ServedChain.NodeRow(number, address, publicKey, tier: "");

    private static Transaction Pay(AppMessage message)
    {
        const int Blocks = 22_000;
        var price = AppPrice.QuoteAt(message.Spec, AppPriceTable.Own, RegistryRules.Own.Apps, 1, Blocks);
        return TestTransactions.Unsigned(
            [new TxInput(new OutPoint(TxId.Parse(message.Hash.ToString()), 0), Script.Empty, TxInput.FinalSequence)],
            [new TxOutput(price, TestTransactions.EscrowScript), TestTransactions.MemoOutput($"{message.Hash}.{Blocks}")]);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var (method, parameters) = (request["method"]!.GetValue<string>(), request["params"]!.AsArray());
        if (method == "waitfornewblock") await Task.Delay(TimeSpan.FromSeconds(25), context.RequestAborted);
        JsonNode? result = method switch
        {
            "waitfornewblock" => new JsonObject { ["hash"] = _chain.Tip, ["height"] = Height },
            "viewdeterministicfluxnodelist" => Nodes[context.Request.Path.Value!.Trim('/')].DeepClone(),
            _ => _chain.Answer(method, parameters),
        };
        var answer = result is null
            ? new JsonObject { ["result"] = null, ["error"] = new JsonObject { ["code"] = RpcErrorCode.MethodNotFound, ["message"] = "no such method" } }
            : new JsonObject { ["result"] = result, ["error"] = null };
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }
}
