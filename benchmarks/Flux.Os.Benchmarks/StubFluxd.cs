using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;
using Flux.TestKit;

namespace Flux.Os.Benchmarks;

/// <summary>Answers what fluxos asks of fluxd from a chain in memory, whose blocks hold nothing but payments for apps.</summary>
internal sealed class StubFluxd : IAsyncDisposable
{
    private const int PaymentsPerBlock = 500;
    private readonly List<(string Hash, string Hex)> _blocks = [];
    private readonly Dictionary<string, string> _byHash = [];
    private readonly WebApplication _app;

    public StubFluxd(IReadOnlyList<AppMessage> messages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/", AnswerAsync);
        _app.MapPost("/{view}", AnswerAsync);
        BlockHash previous = default;
        foreach (var chunk in messages.Chunk(PaymentsPerBlock).Prepend([])) previous = Mine(previous, [.. chunk.Select(Pay)]);
    }

    /// <summary>Node lists by view: the path of the address under which a fluxos asks.</summary>
    public Dictionary<string, JsonArray> Nodes { get; } = [];

    public int Height => _blocks.Count - 1;

    public Uri AddressOf(string view) => new(new Uri(_app.Urls.First()), view);

    public Task StartAsync() => _app.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static JsonObject Node(int number, string address, string publicKey) => new()
    {
        ["txhash"] = number.ToString("x64", CultureInfo.InvariantCulture),
        ["outidx"] = "0",
        ["ip"] = address,
        ["pubkey"] = publicKey,
        // No tier: confirmed, but nobody's apps are placed there. Containers are not measured.
        ["tier"] = "",
        ["payment_address"] = $"t1{number}",
        ["added_height"] = number,
        ["confirmed_height"] = number,
        ["last_paid_height"] = 0,
    };

    private static Transaction Pay(AppMessage message)
    {
        const int Blocks = 22_000;
        var price = AppPrice.QuoteAt(message.Spec, AppPriceTable.Own, RegistryRules.Own.Apps, 1, Blocks);
        return TestTransactions.Unsigned(
            [new TxInput(new OutPoint(TxId.Parse(message.Hash.ToString()), 0), Script.Empty, TxInput.FinalSequence)],
            [new TxOutput(price, TestTransactions.EscrowScript), TestTransactions.MemoOutput($"{message.Hash}.{Blocks}")]);
    }

    private BlockHash Mine(BlockHash previous, Transaction[] payments)
    {
        var coinbase = TestTransactions.Unsigned([new TxInput(OutPoint.Null, new Script(BitConverter.GetBytes(_blocks.Count)), TxInput.FinalSequence)], [new TxOutput(new Amount(1), TestKey.Of("miner").Script)]);
        var header = new BlockHeader
        {
            Version = 4,
            Previous = previous,
            MerkleRoot = BlockDraft.MerkleRootOf([coinbase, .. payments]),
            StateRoot = Hash256.Zero,
            Time = 1_700_000_000 + (uint)_blocks.Count,
            Bits = 0x200f0f0f,
            Solution = new byte[36],
        };
        var block = new Block(header, [coinbase, .. payments]);
        _blocks.Add((block.Hash.ToString(), Convert.ToHexStringLower(block.ToBytes())));
        _byHash[_blocks[^1].Hash] = _blocks[^1].Hex;
        return block.Hash;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var (method, parameters) = (request["method"]!.GetValue<string>(), request["params"]!.AsArray());
        if (method == "waitfornewblock") await Task.Delay(TimeSpan.FromSeconds(25), context.RequestAborted);
        JsonNode? result = method switch
        {
            "getblockhash" => _blocks[parameters[0]!.GetValue<int>()].Hash,
            "getblock" => _byHash[parameters[0]!.GetValue<string>()],
            "getblockchaininfo" => new JsonObject { ["bestblockhash"] = _blocks[^1].Hash, ["blocks"] = Height, ["initialblockdownload"] = false, ["genesisblockhash"] = _blocks[0].Hash },
            "waitfornewblock" => new JsonObject { ["hash"] = _blocks[^1].Hash, ["height"] = Height },
            "viewdeterministicfluxnodelist" => Nodes[context.Request.Path.Value!.Trim('/')].DeepClone(),
            _ => null,
        };
        var answer = result is null
            ? new JsonObject { ["result"] = null, ["error"] = new JsonObject { ["code"] = RpcErrorCode.MethodNotFound, ["message"] = "no such method" } }
            : new JsonObject { ["result"] = result, ["error"] = null };
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }
}
