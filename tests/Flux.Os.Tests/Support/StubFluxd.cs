using System.Text.Json.Nodes;
using Flux.Apps.Messages;
using Flux.Apps.Pricing;
using Flux.Apps.Registry;
using Flux.Contracts.Rpc;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flux.Os.Tests.Support;

/// <summary>A fluxd of which only the blocks are real: JSON-RPC over HTTP on loopback, its chain in the test's hands.</summary>
internal sealed class StubFluxd : IAsyncDisposable
{
    private readonly ServedChain _chain = new();
    private readonly WebApplication _app;

    private StubFluxd()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/", AnswerAsync);
    }

    /// <summary>Nodes as viewdeterministicfluxnodelist lists them.</summary>
    public JsonArray Nodes { get; } = [];

    /// <summary>Called before each answer; throws to break the connection's answer.</summary>
    public Func<string, bool> Fails { get; set; } = _ => false;

    /// <summary>Answers wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Height => _chain.Height;

    public string Tip => _chain.Tip;

    public Uri Address => new(_app.Urls.First());

    public static async Task<StubFluxd> StartAsync()
    {
        var stub = new StubFluxd();
        await stub._app.StartAsync();
        return stub;
    }

    public FluxdClient Client() => new(Address, RpcCredentials.Password("u", "p"));

    /// <summary>The next block, with these transactions after the coinbase.</summary>
    public void Mine(params Transaction[] transactions) => _chain.Mine([.. transactions]);

    public bool Contains(TxId transaction) => _chain.Transactions.Any(tx => tx.Id == transaction);

    /// <summary>True when the transaction is in the chain and nothing there spends its first output.</summary>
    public bool IsUnspent(TxId transaction) =>
        Contains(transaction) && !_chain.Transactions.Any(tx => tx.Inputs.Any(input => input.PreviousOutput == new OutPoint(transaction, 0)));

    public void TakeBack(int blocks) => _chain.TakeBack(blocks);

    /// <summary>A payment for a message at its full price, or a part of it; another number makes another transaction.</summary>
    public static Transaction Pay(AppMessage message, long divisor = 1, int blocks = 22_000, uint number = 0, Transaction? renews = null) => TestTransactions.Unsigned(
        [
            new TxInput(new OutPoint(TxId.Parse(message.Hash.ToString()), number), Script.Empty, TxInput.FinalSequence),
            .. renews is null ? Array.Empty<TxInput>() : [new TxInput(new OutPoint(renews.Id, 0), Script.Empty, TxInput.FinalSequence)],
        ],
        [
            new TxOutput(new Amount(AppPrice.QuoteAt(message.Spec, AppPriceTable.Own, RegistryRules.Own.Apps, 1, blocks).Satoshis / divisor), TestTransactions.EscrowScript),
            TestTransactions.MemoOutput($"{message.Hash}.{blocks}"),
        ]);

    /// <summary>A spend of a payment's escrow coin.</summary>
    public static Transaction Refund(Transaction payment) =>
        TestTransactions.Unsigned([new TxInput(new OutPoint(payment.Id, 0), Script.Empty, TxInput.FinalSequence)], [new TxOutput(new Amount(1), TestKey.Of("owner").Script)]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var (method, parameters) = (request["method"]!.GetValue<string>(), request["params"]!.AsArray());
        await Gate;
        if (Fails(method))
        {
            context.Response.StatusCode = 503;
            return;
        }
        var answer = Answer(method, parameters) is { } result
            ? new JsonObject { ["result"] = result, ["error"] = null }
            : new JsonObject { ["result"] = null, ["error"] = new JsonObject { ["code"] = RpcErrorCode.MethodNotFound, ["message"] = "no such method" } };
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }

    private JsonNode? Answer(string method, JsonArray parameters) => method switch
    {
        "viewdeterministicfluxnodelist" => Nodes.DeepClone(),
        "getinfo" => new JsonObject { ["protocolversion"] = 170_020, ["blocks"] = Height, ["balance"] = 12.5, ["walletversion"] = 1, ["keypoolsize"] = 101, ["paytxfee"] = 0 },
        "getfluxnodestatus" => new JsonObject { ["status"] = "CONFIRMED", ["tier"] = "CUMULUS" },
        _ => _chain.Answer(method, parameters),
    };

    public void AddNode(int number, string address, string publicKey) => Nodes.Add(ServedChain.NodeRow(number, address, publicKey, "CUMULUS"));
}
